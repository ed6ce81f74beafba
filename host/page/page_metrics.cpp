// What the page shows of monthly metrics: fan charts, published figures and trajectories.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "host/page/page.hpp"
#include "host/report/evidence_ranges.hpp"
#include "host/result/axes.hpp"
#include "host/results/fan_quantiles.hpp"

namespace racecast {
namespace {

/// Numbers of trajectories that a page has room for: about 1.2 MB.
constexpr std::size_t most_numbers = 160000;
constexpr std::size_t most_samples = 64;

Data fan_data(const Result& result, int metric, int nation) {
  return list_of(quantile_percents, [&](int percent) {
    return numbered_list(result.layout.horizon + 1, [&](int month) {
      return rounded(metric_rows[metric].scale *
                     fan_quantile(result.fan.at(month, nation, metric), metric, percent / 100.0));
    });
  });
}

/// What several figures together say of the metric: in the last month of a year, where charts draw
/// that month, or in the middle of a year whose money is added up.
Data known_point(const EvidenceRange& range) {
  const bool money = range.money >= 0;
  return {{"nation", range.nation},
          {"year", range.year + (money ? 0.5 : 11 / 12.0)},
          {"low", rounded(range.low * range.scale)},
          {"high", rounded(range.high * range.scale)},
          {"quantity", range.quantity},
          {"period", fmt::format("{}{}", money ? "" : "end of ", range.year)},
          {"from", fmt::format("{} ({})", range.how, range.sources)}};
}

/// None where the config counts compute otherwise than the figures do.
Data evidence_data(const Config& config, int metric) {
  Data points = Data::List{};
  if (config.forecast.accounting != Accounting::ownership) return points;
  for (const int nation : {us, cn})
    for (const EvidenceRange& range : known_ranges(metric, nation))
      if (range.year + 1 >= config.start.year) points.push_back(known_point(range));
  return points;
}

Data sample_metrics(const Result& result, std::size_t sample, int stride) {
  const int months = result.layout.horizon + 1;
  return numbered_list(metric_count, [&](int metric) {
    return numbered_list(nation_count, [&](int nation) {
      const float* path = result.samples.path(sample, nation, metric, months);
      return numbered_list((months + stride - 1) / stride, [&](int i) {
        return rounded(metric_rows[metric].scale * double{path[i * stride]});
      });
    });
  });
}

Data sample_data(const Result& result, std::size_t sample, int stride) {
  const Samples& samples = result.samples;
  const std::size_t thresholds = std::size_t(result.layout.thresholds);
  Data arrivals = Data::List{}, outcomes = Data::List{};
  for (std::size_t threshold = 0; threshold < thresholds; ++threshold) {
    const std::size_t place = sample * thresholds + threshold;
    outcomes.push_back(samples.outcomes[place]);
    arrivals.push_back(std::span(samples.arrivals).subspan(nation_count * place, nation_count));
  }
  const std::size_t months = std::size_t(result.layout.horizon + 1);
  return {{"trajectory", samples.trajectories[sample]},
          {"arrivals", arrivals},
          {"outcomes", outcomes},
          {"events", samples.events[(sample + 1) * months - 1]},
          {"metrics", sample_metrics(result, sample, stride)}};
}

}  // namespace

Data page_metrics(const Result& result, const Config& config) {
  return numbered_list(metric_count, [&](int metric) -> Data {
    const MetricRow& row = metric_rows[metric];
    return {{"name", row.name},
            {"unit", row.unit},
            {"meaning", row.meaning},
            {"percents", std::span(quantile_percents)},
            {"fan", Data::List{fan_data(result, metric, us), fan_data(result, metric, cn)}},
            {"evidence", evidence_data(config, metric)}};
  });
}

Data page_samples(const Result& result, std::size_t page_results) {
  const std::size_t kept =
      std::min(result.samples.size(), std::max<std::size_t>(4, most_samples / page_results));
  const std::size_t row = std::size_t(nation_count * metric_count * (result.layout.horizon + 1));
  const std::size_t room = most_numbers / page_results;
  const int stride = static_cast<int>(std::max<std::size_t>(1, (kept * row + room - 1) / room));
  const auto month = [&](int i) { return i * stride; };
  const auto sample = [&](std::size_t i) { return sample_data(result, i, stride); };
  return {{"months", numbered_list(result.layout.horizon / stride + 1, month)},
          {"kept", result.samples.size()},
          {"rows", numbered_list(kept, sample)}};
}

}  // namespace racecast
