#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ranges>

#include "host/config/config.hpp"
#include "host/inference/mixing.hpp"
#include "host/inference/probability.hpp"
#include "host/report/summary_causes.hpp"
#include "host/result/tally.hpp"
#include "host/sensitivity/sensitivity.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_rows = 12, few_rows = 5, bar_width = 14;
/// Where P(US first) is so near to 0 or 1, its variance is that of few worlds.
constexpr double nearly_certain = 0.01;

std::string share_text(const Interval& share) {
  if (std::isnan(share.value)) return "-";
  return fmt::format("{} ({}..{})", percent(share.value), percent(std::max(0.0, share.low)),
                     percent(std::min(1.0, share.high)));
}

/// Places of the factors whose total index is above 0 beyond chance, by it, falling.
std::vector<std::size_t> strongest(const OutputIndices& output, std::size_t most) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < output.factors.size(); ++i)
    if (output.factors[i].total.low > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return output.factors[a].total.value > output.factors[b].total.value;
  });
  if (order.size() > most) order.resize(most);
  return order;
}

std::string factor_name(const Factor& factor) {
  if (factor.parameters.size() == 1) return one_line(factor.parameters.front());
  return fmt::format("{} and {} correlated", one_line(factor.parameters.front()),
                     factor.parameters.size() - 1);
}

/// Of each threshold the odds, what share of the variance is between worlds, and the strongest.
void add_overview(const char* index, std::size_t thresholds, auto cells_of, Answer& answer) {
  answer.section("thresholds");
  answer.table(
      {left("P(US first)"), "%", "between worlds, %", left(fmt::format("strongest ({})", index))},
      std::views::iota(std::size_t{0}, thresholds), cells_of);
  answer.say(
      "(between worlds: share of the variance of \"the US is first\" that is about which world it "
      "is, the rest is chance within one; in brackets: 95 %)");
}

void overview(const Config& config, const Sensitivity& found, Answer& answer) {
  const auto cells = [&](std::size_t i) -> Cells {
    const OutputIndices& output = found.of(i, DrawOutput::us_first);
    std::string names;
    for (const std::size_t factor : strongest(output, 2))
      names += fmt::format("{}{} {:.2f}", names.empty() ? "" : ", ",
                           factor_name(found.factors[factor]), output.factors[factor].total.value);
    return {one_line(config.thresholds[i].name), percent(output.mean), share_text(output.share),
            names};
  };
  add_overview("total index", config.thresholds.size(), cells, answer);
}

Interval given_interval(const GivenSensitivity& found, int threshold) {
  const VarianceShare parts = variance_share(odds_of(found.result, threshold));
  return {parts.share, parts.low, parts.high};
}

void given_overview(const GivenSensitivity& found, Answer& answer) {
  const auto cells = [&](std::size_t i) -> Cells {
    const int threshold = found.thresholds[i];
    std::string names;
    for (std::size_t j = 0; j < std::min<std::size_t>(2, found.drivers[i].drivers.size()); ++j) {
      const Driver& driver = found.drivers[i].drivers[j];
      names += fmt::format("{}{} {:.2f}", names.empty() ? "" : ", ",
                           one_line(parameter_of_prior(found.config, driver.prior).path),
                           driver.index.value);
    }
    return {one_line(found.result.thresholds[static_cast<std::size_t>(threshold)].name),
            percent(outcome_probability(found.result, threshold, us_first).estimate),
            share_text(given_interval(found, threshold)), names};
  };
  if (found.thresholds.size() > 1)
    add_overview("first-order index", found.thresholds.size(), cells, answer);
}

std::string bar(double share) {
  const auto cells = static_cast<std::size_t>(
      std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(bar_width)));
  std::string text;
  for (std::size_t i = 0; i < cells; ++i) text += "█";
  return text;
}

void add_indices(const Sensitivity& found, const OutputIndices& output, const std::string& head,
                 std::size_t most, Answer& answer) {
  const std::vector<std::size_t> order = strongest(output, most);
  if (order.empty()) return answer.line("{}: no factor stands out from chance.", head);
  const double widest = output.factors[order.front()].total.value;
  answer.table({left(head), "first order (95 %)", "total (95 %)", left("")}, order,
               [&](std::size_t i) -> Cells {
                 const FactorIndices& index = output.factors[i];
                 return {factor_name(found.factors[i]), index_text(index.first),
                         index_text(index.total), bar(index.total.value / widest)};
               });
}

void odds(const Sensitivity& found, std::size_t threshold, const std::string& name,
          Answer& answer) {
  const OutputIndices& us = found.of(threshold, DrawOutput::us_first);
  double sum = 0;
  for (const FactorIndices& factor : us.factors) sum += factor.first.value;
  answer.section("odds", "What drives it: " + name);
  add_indices(found, us, "P(US first)", most_rows, answer);
  if (!std::isnan(sum))
    answer.say(
        "(first-order indices of all factors add up to {:.2f}: the rest of the variance between "
        "worlds is in interactions)",
        sum);
  if (us.between > 0 && std::min(us.mean, 1 - us.mean) < nearly_certain)
    answer.say(
        "(so near to certainty few rows decide: the intervals of P(US first) are too short, and "
        "the tenths below, or a result file of many draws, tell more)");
}

void months(const Sensitivity& found, std::size_t threshold, DrawOutput which, const char* name,
            Answer& answer) {
  const OutputIndices& output = found.of(threshold, which);
  answer.section(draw_output_names[static_cast<std::size_t>(which)]);
  add_indices(found, output, fmt::format("{}, mean {:.1f} months", name, output.mean), few_rows,
              answer);
  answer.line("(between worlds: {} % of the variance of one path)", share_text(output.share));
}

/// Of all factors, in their order.
Data indices_data(const OutputIndices& output, Interval FactorIndices::*order) {
  const auto all = [&](double Interval::*end) {
    return list_of(output.factors,
                   [&](const FactorIndices& factor) { return rounded(factor.*order.*end, 6); });
  };
  return {{"value", all(&Interval::value)},
          {"low", all(&Interval::low)},
          {"high", all(&Interval::high)}};
}

Data variance_data(const char* unit, double between, double within, const Interval& share) {
  return {{"unit", unit},
          {"variance_between", rounded(between, 6)},
          {"variance_within", rounded(within, 6)},
          {"epistemic_share", interval_data(share)}};
}

Data output_data(const OutputIndices& output, bool share) {
  return variance_data(share ? "1" : "months", output.between, output.within, output.share)
      .add({{"mean", rounded(output.mean, 6)},
            {"first_order", indices_data(output, &FactorIndices::first)},
            {"total", indices_data(output, &FactorIndices::total)}});
}

Data groups_data(const Config& config) {
  Data groups = Data::List{};
  for (const std::vector<std::size_t>& group : correlated_priors(config.forecast))
    if (group.size() > 1)
      groups.push_back(list_of(
          group, [&](std::size_t prior) { return parameter_of_prior(config, prior).path; }));
  return groups;
}

Data program_data(const Config& config, const char* method, Data thresholds) {
  return {{"name", config.name},
          {"method", method},
          {"paths_per_draw", config.forecast.paths_per_draw},
          {"seed", config.forecast.seed},
          {"model_version", model_version},
          {"version", version},
          {"git_commit", git_commit},
          {"config_resolved", config.resolved},
          {"correlated", groups_data(config)},
          {"thresholds", std::move(thresholds)}};
}

Data factor_data(const Factor& factor) {
  return {{"name", factor.name()}, {"parameters", factor.parameters}};
}

}  // namespace

Answer sensitivity_answer(const Config& config, const Sensitivity& found, int threshold) {
  const auto place = static_cast<std::size_t>(threshold);
  const std::string name = one_line(config.thresholds[place].name);
  Answer answer;
  answer.section("headline");
  answer.say("{}: {} rows of Sobol' points, {} factors, twice {} paths a draw: {} draws.",
             one_line(config.name), grouped(found.rows), found.factors.size(),
             config.forecast.paths_per_draw, grouped(found.draws));
  overview(config, found, answer);
  odds(found, place, name, answer);
  months(found, place, DrawOutput::us_arrival, "US arrival", answer);
  months(found, place, DrawOutput::cn_arrival, "China's arrival", answer);
  months(found, place, DrawOutput::lead, "Lead of the US", answer);
  answer.line("(months of arrival that are beyond the horizon count as the horizon)");
  answer.section("drivers", "What flips the winner: " + name);
  add_drivers(config, found.drivers[place], answer);
  return answer;
}

Data sensitivity_data(const Config& config, const Sensitivity& found, int threshold) {
  Data thresholds = Data::List{};
  for (std::size_t i = 0; i < config.thresholds.size(); ++i) {
    if (threshold >= 0 && i != static_cast<std::size_t>(threshold)) continue;
    const auto output = [&](std::size_t which) {
      return output_data(found.of(i, static_cast<DrawOutput>(which)), which == 0);
    };
    thresholds.push_back(object_of(draw_output_names, output)
                             .add({{"name", config.thresholds[i].name},
                                   {"drivers", drivers_data(config, found.drivers[i])}}));
  }
  return program_data(config, "saltelli", thresholds)
      .add({{"rows", found.rows},
            {"replicates", 2},
            {"draws", found.draws},
            {"bootstrap_resamples", IndexSums::resamples},
            {"device", found.device.name},
            {"factors", list_of(found.factors, factor_data)}});
}

Answer given_answer(const GivenSensitivity& found, int threshold) {
  const std::vector<int>& all = found.thresholds;
  const auto chosen = std::find(all.begin(), all.end(), threshold);
  const std::size_t place =
      chosen == all.end() ? 0 : static_cast<std::size_t>(chosen - all.begin());
  const auto& info = found.result.thresholds[static_cast<std::size_t>(all[place])];
  Answer answer;
  given_overview(found, answer);
  answer.section("drivers", "What drives it, and what flips the winner: " + one_line(info.name));
  const Interval share = given_interval(found, all[place]);
  if (all.size() == 1 && !std::isnan(share.value))
    answer.say(
        "Between worlds: {} % (95 %) of the variance of \"the US is first\"; the rest is chance "
        "within one.",
        share_text(share));
  add_drivers(found.config, found.drivers[place], answer);
  return answer;
}

Data given_data(const GivenSensitivity& found) {
  Data thresholds = Data::List{};
  for (std::size_t i = 0; i < found.thresholds.size(); ++i) {
    const int threshold = found.thresholds[i];
    const VarianceShare parts = variance_share(odds_of(found.result, threshold));
    thresholds.push_back(
        {{"name", found.result.thresholds[static_cast<std::size_t>(threshold)].name},
         {"us_first",
          variance_data("1", parts.between, parts.within, {parts.share, parts.low, parts.high})},
         {"drivers", drivers_data(found.config, found.drivers[i])}});
  }
  return program_data(found.config, "given_data", thresholds)
      .add("trajectories", found.result.trajectories());
}

}  // namespace racecast
