// What the page shows of monthly metrics: fan charts, published figures and trajectories.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "host/page/page_parts.hpp"
#include "host/report/evidence_ranges.hpp"
#include "host/results/fan_quantiles.hpp"

namespace racecast {
namespace {

/// Numbers of trajectories that a page has room for: about 1.2 MB.
constexpr std::size_t most_numbers = 160000;
constexpr std::size_t most_samples = 64;

Data fan_data(const Result& result, int metric, int nation) {
  Data percents = Data::List{};
  for (const int percent : quantile_percents) {
    Data months = Data::List{};
    for (int month = 0; month <= result.layout.horizon; ++month)
      months.push_back(
          rounded(metric_rows[metric].scale *
                  fan_quantile(result.fan.at(month, nation, metric), metric, percent / 100.0)));
    percents.push_back(months);
  }
  return percents;
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
  Data metrics = Data::List{};
  const int months = result.layout.horizon + 1;
  for (int metric = 0; metric < metric_count; ++metric) {
    Data nations = Data::List{};
    for (const int nation : {us, cn}) {
      const float* path = result.samples.path(sample, nation, metric, months);
      Data values = Data::List{};
      for (int month = 0; month < months; month += stride)
        values.push_back(rounded(metric_rows[metric].scale * double{path[month]}));
      nations.push_back(values);
    }
    metrics.push_back(nations);
  }
  return metrics;
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
  Data metrics = Data::List{};
  for (int metric = 0; metric < metric_count; ++metric) {
    const MetricRow& row = metric_rows[metric];
    metrics.push_back(
        {{"name", row.name},
         {"unit", row.unit},
         {"meaning", row.meaning},
         {"percents", std::span(quantile_percents)},
         {"fan", Data::List{fan_data(result, metric, us), fan_data(result, metric, cn)}},
         {"evidence", evidence_data(config, metric)}});
  }
  return metrics;
}

Data page_samples(const Result& result, std::size_t page_results) {
  const std::size_t kept =
      std::min(result.samples.size(), std::max<std::size_t>(4, most_samples / page_results));
  const std::size_t row = std::size_t(nation_count * metric_count * (result.layout.horizon + 1));
  const std::size_t room = most_numbers / page_results;
  const int stride = static_cast<int>(std::max<std::size_t>(1, (kept * row + room - 1) / room));
  Data months = Data::List{}, rows = Data::List{};
  for (int month = 0; month <= result.layout.horizon; month += stride) months.push_back(month);
  for (std::size_t sample = 0; sample < kept; ++sample)
    rows.push_back(sample_data(result, sample, stride));
  return {{"months", months}, {"kept", result.samples.size()}, {"rows", rows}};
}

}  // namespace racecast
