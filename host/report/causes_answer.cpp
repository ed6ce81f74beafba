// What stands behind the answer for one threshold, as sections of an answer and as data.
#include <fmt/format.h>

#include <cmath>

#include "host/inference/probability.hpp"
#include "host/report/summary_causes.hpp"
#include "host/result/axes.hpp"
#include "host/result/tally.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_years = 12;

/// A standard error in percent, rounded up.
double error_percent(const Estimate& estimate) { return std::ceil(1000 * estimate.error) / 10; }

/// "estimate (standard error)" in percent. None or all of the trajectories have no error that could
/// be computed.
std::string cell(const Estimate& estimate) {
  if (std::isnan(estimate.value)) return "-";
  if (estimate.value <= 0 || estimate.value >= 1) return percent(estimate.value);
  return fmt::format("{} ({:.1f})", percent(estimate.value), error_percent(estimate));
}

void how_sure(const Result& result, int threshold, const std::string& name, Answer& answer) {
  const SecondOrder order = second_order(result, threshold);
  answer.section("sure", "How sure: " + name);
  std::string text = fmt::format(
      "In {} % of the worlds (draws of the parameters; standard error {:.1f}) the United States is "
      "likelier than not to be first. Its probability is at most {} % in 5 % of the worlds, at "
      "most {} % in half of them, and at most {} % in 95 %.",
      percent(order.us_likelier.value), error_percent(order.us_likelier),
      percent(order.quantiles.front()), percent(order.quantiles[quantile_count / 2]),
      percent(order.quantiles.back()));
  const VarianceShare& variance = order.variance;
  if (!std::isnan(variance.share))
    text += fmt::format(
        " Of the variance, {} % (95 % interval {} to {}) lies between worlds, in what is not known "
        "of the parameters; the rest is chance within a world.",
        percent(variance.share), percent(variance.low), percent(variance.high));
  answer.say("{}", text);
}

/// Every year, or every second, fifth ... one, so that there are few rows; always the last.
std::vector<YearOdds> few_years(const std::vector<YearOdds>& years) {
  std::size_t step = 1;
  for (const std::size_t wider : {2, 5, 10, 20})
    if (years.size() > most_years * step) step = wider;
  std::vector<YearOdds> few;
  for (std::size_t i = 0; i < years.size(); ++i)
    if (i % step == 0 || i + 1 == years.size()) few.push_back(years[i]);
  return few;
}

std::string turn_sentences(const YearTable& table, const std::string& other) {
  const std::string turn =
      table.turns
          ? fmt::format("If nobody has arrived by the end of {}, {} is the likelier winner.",
                        *table.turns, other)
          : fmt::format(
                "The odds never turn: however long nobody arrives, {} does not become the "
                "likelier winner.",
                other);
  return turn + (table.crosses_half
                     ? fmt::format(" P(US first | nobody yet) crosses 50 % by the end of {}.",
                                   *table.crosses_half)
                     : " P(US first | nobody yet) never crosses 50 %.");
}

void when(const Result& result, int threshold, const std::string& name, Answer& answer) {
  const YearTable years = year_table(result, threshold);
  answer.section("years", "When: " + name);
  TextTable table{{left("%, by the end of"), "US is first", "China is first", "nobody yet",
                   "then US first", "then China"}};
  for (const YearOdds& odds : few_years(years.years)) {
    const bool later = odds.enough && odds.month < result.layout.horizon;
    table.add({odds.end.text(), cell(odds.us), cell(odds.cn), cell(odds.open),
               later ? cell(odds.us_after) : "-", later ? cell(odds.cn_after) : "-"});
  }
  answer.add(table);
  answer.say("(then: by the horizon, if nobody has arrived yet; in brackets: standard error) {}",
             turn_sentences(years, nation_words[less_likely(result, threshold)]));
}

void what_moves_it(const Result& result, int threshold, const std::string& name, Answer& answer) {
  answer.section("events", "What moves it: " + name);
  const std::vector<EventEffect> effects = event_effects(result, threshold);
  if (effects.empty())
    return answer.say("No event has enough trajectories with it and without it.");
  answer.table({left("P(US first), %, by events up to the first arrival"), "share", "with",
                "without", "difference"},
               effects, [](const EventEffect& effect) -> Cells {
                 return {event_rows[effect.event].meaning, percent(effect.share.value),
                         percent(effect.us_with.value), percent(effect.us_without.value),
                         fmt::format("{:+.1f} ({:.1f})", 100 * effect.difference.value,
                                     error_percent(effect.difference))};
               });
  answer.say(
      "(in brackets: standard error; share: of all trajectories. What goes with an event need not "
      "come from it.)");
}

Data odds_data(const Result& result, const SecondOrder& order, int threshold) {
  return {{"us_likelier", estimate_data(order.us_likelier)},
          {"quantiles", percentile_data(order.quantiles)},
          {"bin_width", 1.0 / odds_bins},
          {"denoised", bins_of(order.mixing)},
          {"raw", raw_bins(odds_of(result, threshold))},
          {"log_likelihood", order.mixing.log_likelihood},
          {"log_likelihood_gap", order.mixing.gap},
          {"steps", order.mixing.steps}};
}

Data year_data(const YearOdds& odds) {
  return {{"end", odds.end.text()},
          {"month", odds.month},
          {"us_first", estimate_data(odds.us)},
          {"cn_first", estimate_data(odds.cn)},
          {"nobody", estimate_data(odds.open)},
          {"nobody_count", odds.open_count},
          {"us_first_later", estimate_data(odds.us_after)},
          {"cn_first_later", estimate_data(odds.cn_after)},
          {"enough", odds.enough}};
}

Data event_data(const EventEffect& effect) {
  return {{"event", event_rows[effect.event].name},
          {"meaning", event_rows[effect.event].meaning},
          {"count", effect.count},
          {"share", estimate_data(effect.share)},
          {"us_first_with", estimate_data(effect.us_with)},
          {"us_first_without", estimate_data(effect.us_without)},
          {"difference", estimate_data(effect.difference)}};
}

}  // namespace

void tell_causes(const Result& result, int threshold, Answer& answer) {
  const std::string name = one_line(result.thresholds[static_cast<std::size_t>(threshold)].name);
  how_sure(result, threshold, name, answer);
  when(result, threshold, name, answer);
  what_moves_it(result, threshold, name, answer);
  tell_worlds(result, world_source(result), threshold, answer);
}

Data causes_data(const Result& result, const WorldSource& source, int threshold) {
  const SecondOrder order = second_order(result, threshold);
  const VarianceShare& variance = order.variance;
  const YearTable table = year_table(result, threshold);
  return {{"odds", odds_data(result, order, threshold)},
          {"variance",
           {{"between", variance.between},
            {"within", variance.within},
            {"epistemic_share", variance.share},
            {"low", variance.low},
            {"high", variance.high}}},
          {"years", list_of(table.years, year_data)},
          {"turns", table.turns},
          {"crosses_half", table.crosses_half},
          {"events", list_of(event_effects(result, threshold), event_data)},
          {"worlds", worlds_data(result, source, threshold)}};
}

}  // namespace racecast
