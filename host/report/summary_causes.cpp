#include "host/report/summary_causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "host/error.hpp"
#include "host/inference/probability.hpp"
#include "host/result/tally.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

using OutcomeCounts = std::array<std::uint64_t, outcome_count>;

std::uint64_t sum_of(const OutcomeCounts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

/// Trajectories with an event and without it, by who is first.
struct EventCounts {
  OutcomeCounts with{}, without{};
};

EventCounts event_counts(const Result& result, int threshold, int event) {
  EventCounts counts;
  for (int pattern = 0; pattern < event_patterns; ++pattern)
    for (int outcome = 0; outcome < outcome_count; ++outcome) {
      auto& side = (pattern >> event & 1) != 0 ? counts.with : counts.without;
      side[static_cast<std::size_t>(outcome)] += result.counts[static_cast<std::size_t>(
          result.layout.event_outcome(threshold, pattern, outcome))];
    }
  return counts;
}

/// Variance of a share with one success and one failure added.
double added_variance(std::uint64_t part, std::uint64_t whole, double effect) {
  const double n = static_cast<double>(whole) / effect + 2;
  const double p = (static_cast<double>(part) / effect + 1) / n;
  return p * (1 - p) / n;
}

EventEffect effect_of(int event, const EventCounts& counts, double design) {
  const std::uint64_t with = sum_of(counts.with), without = sum_of(counts.without);
  EventEffect effect{event,
                     with,
                     share_of(with, with + without, design),
                     share_of(counts.with[us_first], with, design),
                     share_of(counts.without[us_first], without, design),
                     {}};
  effect.difference = {effect.us_with.value - effect.us_without.value,
                       std::sqrt(added_variance(counts.with[us_first], with, design) +
                                 added_variance(counts.without[us_first], without, design))};
  return effect;
}

}  // namespace

Estimate share_of(std::uint64_t part, std::uint64_t whole, double design) {
  if (whole == 0) return {std::nan(""), std::nan("")};
  const double n = static_cast<double>(whole), p = static_cast<double>(part) / n;
  return {p, std::sqrt(design * p * (1 - p) / n)};
}

SecondOrder second_order(const Result& result, int threshold) {
  const std::span<const std::uint64_t> odds = odds_of(result, threshold);
  SecondOrder order;
  order.mixing = mixing_distribution(odds);
  for (std::size_t i = 0; i < order.quantiles.size(); ++i)
    order.quantiles[i] = order.mixing.quantile(quantile_percents[i] / 100.0);
  constexpr int resamples = 40;
  double sum = 0, squares = 0;
  for (const Mixing& mixing : mixing_resamples(odds, resamples)) {
    const double value = mixing.share_above(0.5) - order.mixing.share_above(0.5);
    sum += value, squares += value * value;
  }
  order.us_likelier = {order.mixing.share_above(0.5),
                       std::sqrt(std::max(0.0, squares - sum * sum / resamples) / (resamples - 1))};
  order.variance = variance_share(odds);
  return order;
}

std::vector<EventEffect> event_effects(const Result& result, int threshold) {
  const double design = outcome_probability(result, threshold, us_first).design_effect;
  std::vector<EventEffect> effects;
  for (int event = 0; event < event_count; ++event) {
    const EventCounts counts = event_counts(result, threshold, event);
    const std::uint64_t fewer = std::min(sum_of(counts.with), sum_of(counts.without));
    if (static_cast<double>(fewer) < fewest_trajectories * design) continue;
    effects.push_back(effect_of(event, counts, design));
  }
  std::ranges::stable_sort(effects, std::greater(),
                           [](const EventEffect& each) { return std::abs(each.difference.value); });
  return effects;
}

std::vector<WorldEvent> world_events(const Result& result, int threshold, Outcome winner) {
  const double design = outcome_probability(result, threshold, winner).design_effect;
  std::vector<WorldEvent> events;
  for (int event = 0; event < event_count; ++event) {
    const EventCounts counts = event_counts(result, threshold, event);
    const std::uint64_t with = counts.with[winner], won = with + counts.without[winner];
    if (won > 0)
      events.push_back({event, share_of(with, won, design),
                        share_of(sum_of(counts.with), result.trajectories(), design)});
  }
  return events;
}

Outcome less_likely(const Result& result, int threshold) {
  return outcome_probability(result, threshold, us_first).count <
                 outcome_probability(result, threshold, cn_first).count
             ? us_first
             : cn_first;
}

WorldSource world_source(const Result& result) {
  const auto none = [](std::string why) { return WorldSource{{}, {}, std::move(why)}; };
  const DrawOutcomes& rows = result.draw_outcomes;
  if (rows.draws() == 0) return none("the result does not say how single draws ended");
  if (result.provenance.model != model_version)
    return none(fmt::format("the result was made by model {}, and this racecast has {}",
                            shown(result.provenance.model), model_version));
  try {
    Config config = parse_resolved(result.provenance.config_resolved, "config_resolved");
    const Forecast forecast = config.forecast;
    if (forecast.threshold_count != result.layout.thresholds ||
        forecast.seed != result.provenance.seed)
      return none("the config in the result is not the one that it was made from");
    return {std::move(config), world_scores(forecast, rows.first_draw, rows.draws()), ""};
  } catch (const Error&) {
    return none("the config in the result cannot be read");
  }
}

}  // namespace racecast
