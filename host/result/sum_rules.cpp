#include "host/result/sum_rules.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <span>

#include "host/result/tally.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

using Violation = std::optional<std::string>;

std::size_t place(std::int64_t index) { return static_cast<std::size_t>(index); }

Violation find_broken_size(const Result& result) {
  const CountsLayout& layout = result.layout;
  if (layout.thresholds < 1 || layout.thresholds > max_thresholds || layout.horizon < 1 ||
      layout.horizon > max_horizon || layout.paths_per_draw < 1)
    return fmt::format("{} thresholds, {} months and {} paths a draw are beyond the limits",
                       layout.thresholds, layout.horizon, layout.paths_per_draw);
  if (result.thresholds.size() != place(layout.thresholds))
    return fmt::format("{} thresholds are described, {} are counted", result.thresholds.size(),
                       layout.thresholds);
  if (result.primary < 0 || result.primary >= layout.thresholds)
    return fmt::format("the primary threshold has number {} of {}", result.primary,
                       layout.thresholds);
  if (result.counts.size() != place(layout.size()))
    return fmt::format("there are {} counts where the layout has {}", result.counts.size(),
                       layout.size());
  const std::uint64_t limit = max_trajectories / static_cast<std::uint64_t>(layout.paths_per_draw);
  if (result.draws() == 0 || result.draws() > limit ||
      result.provenance.first_draw > limit - result.draws())
    return fmt::format("draws {} to {} are beyond the limits", result.provenance.first_draw,
                       result.provenance.first_draw + result.draws());
  if (*std::max_element(result.counts.begin(), result.counts.end()) > result.trajectories())
    return "a count is greater than the number of trajectories";
  return {};
}

/// Sum of `terms` counts that stand `stride` apart.
std::uint64_t strided_sum(const Result& result, std::int64_t first, std::int64_t stride,
                          int terms) {
  std::uint64_t sum = 0;
  for (int term = 0; term < terms; ++term) sum += result.counts[place(first + stride * term)];
  return sum;
}

/// `outcomes`: of the threshold, as joint_count has them.
Violation find_broken_outcome(const Result& result, int threshold,
                              std::span<const std::uint64_t> outcomes) {
  const CountsLayout& layout = result.layout;
  if (std::accumulate(outcomes.begin(), outcomes.end(), std::uint64_t{0}) != result.trajectories())
    return "joint_count does not add up to the trajectories";
  for (int outcome = 0; outcome < outcome_count; ++outcome) {
    const std::uint64_t wanted = outcomes[place(outcome)];
    if (strided_sum(result, layout.event_outcome(threshold, 0, outcome), outcome_count,
                    event_patterns) != wanted)
      return "event_outcome_count does not add up to the outcomes of joint_count";
    if (strided_sum(result, layout.outcome_batch(0, threshold, outcome),
                    std::int64_t{layout.thresholds} * outcome_count, outcome_batches) != wanted)
      return "outcome_batch_count does not add up to the outcomes of joint_count";
  }
  std::uint64_t draws = 0, wins = 0;
  for (int winning = 0; winning <= layout.paths_per_draw; ++winning) {
    const std::uint64_t count = result.counts[place(layout.odds(threshold, winning))];
    draws += count;
    wins += count * static_cast<std::uint64_t>(winning);
  }
  if (draws != result.draws()) return "odds_count does not add up to the draws";
  if (wins != outcomes[us_first]) return "odds_count does not have the wins of joint_count";
  return {};
}

Violation find_broken_batch(const Result& result, int threshold) {
  const CountsLayout& layout = result.layout;
  const auto trajectories_of = [&](int batch, int batches) {
    return draws_in_batch(result.provenance.first_draw, result.draws(), batch, batches) *
           static_cast<std::uint64_t>(layout.paths_per_draw);
  };
  for (int batch = 0; batch < outcome_batches; ++batch)
    if (strided_sum(result, layout.outcome_batch(batch, threshold, 0), 1, outcome_count) !=
        trajectories_of(batch, outcome_batches))
      return fmt::format("batch {} of outcome_batch_count does not hold its draws", batch);
  for (int batch = 0; batch < arrival_batches; ++batch)
    for (int nation = 0; nation < nation_count; ++nation)
      if (strided_sum(result, layout.arrival_batch(batch, threshold, nation, 0), 1,
                      layout.months()) != trajectories_of(batch, arrival_batches))
        return fmt::format("batch {} of arrival_batch_count does not hold its draws", batch);
  return {};
}

Violation find_broken_arrival(const Result& result, int threshold) {
  const CountsLayout& layout = result.layout;
  const std::int64_t stride = std::int64_t{layout.thresholds} * nation_count * layout.months();
  for (int nation = 0; nation < nation_count; ++nation) {
    const std::vector<std::uint64_t> arrivals = arrivals_of(result, threshold, nation);
    for (int month = 0; month < layout.months(); ++month)
      if (strided_sum(result, layout.arrival_batch(0, threshold, nation, month), stride,
                      arrival_batches) != arrivals[place(month)])
        return "arrival_batch_count does not add up to the arrivals of joint_count";
  }
  return {};
}

Violation find_broken_fan(const Result& result) {
  if (result.fan.empty()) return {};
  if (result.fan.series().size() !=
      static_cast<std::size_t>(result.layout.horizon + 1) * fan_series)
    return "the fan has other months than the counts";
  for (const FanSeries& series : result.fan.series()) {
    if (series.counts.empty() || series.counts.front() == 0 || series.counts.back() == 0)
      return "a series of the fan begins or ends with an empty bucket";
    if (std::ranges::max(series.counts) > result.draws())
      return "a bucket of the fan holds more than the draws";
    if (std::accumulate(series.counts.begin(), series.counts.end(), std::uint64_t{0}) !=
        result.draws())
      return "a series of the fan does not add up to the draws";
  }
  return {};
}

Violation find_broken_draws(const Result& result) {
  const DrawOutcomes& draws = result.draw_outcomes;
  if (draws.paths.empty()) return {};
  if (draws.thresholds != result.layout.thresholds ||
      draws.first_draw != result.provenance.first_draw ||
      draws.draws() != DrawOutcomes::kept(result.draws()) ||
      draws.paths.size() != place(static_cast<std::int64_t>(draws.draws())) * draws.row_size())
    return "the kept draws are not the first of the run";
  std::vector<std::uint64_t> outcomes(draws.row_size());
  for (std::size_t row = 0; row < draws.paths.size(); row += outcome_count) {
    std::uint64_t sum = 0;
    for (std::size_t outcome = 0; outcome < outcome_count; ++outcome) {
      sum += draws.paths[row + outcome];
      outcomes[row % draws.row_size() + outcome] += draws.paths[row + outcome];
    }
    if (sum != static_cast<std::uint64_t>(result.layout.paths_per_draw))
      return "path_count of a kept draw does not add up to its paths";
  }
  if (draws.draws() == result.draws() && outcomes != outcome_counts(result))
    return "path_count of the kept draws does not add up to the outcomes of joint_count";
  return {};
}

bool have_sizes_of(const Samples& samples, const CountsLayout& layout) {
  const SampleShape shape = {place(layout.thresholds), place(layout.horizon + 1),
                             samples.parameters.size()};
  bool fit = true;
  for_each_column(shape, [&](auto column, std::size_t width) {
    fit = fit && (samples.*column).size() == samples.size() * width;
  });
  return fit;
}

Violation find_broken_samples(const Result& result) {
  const Samples& samples = result.samples;
  if (samples.size() == 0) return {};
  const CountsLayout& layout = result.layout;
  if (!have_sizes_of(samples, layout)) return "the samples have other sizes than the counts";
  if (samples.size() > result.draws()) return "there are more samples than draws";
  const auto paths = static_cast<std::uint64_t>(layout.paths_per_draw);
  for (std::size_t i = 0; i < samples.size(); ++i)
    if (samples.trajectories[i] != (result.provenance.first_draw + i) * paths)
      return "a sample is not path 0 of its draw";
  const auto beyond = [](const std::vector<std::int32_t>& values, int limit) {
    return std::any_of(values.begin(), values.end(),
                       [&](std::int32_t value) { return value < 0 || value >= limit; });
  };
  if (beyond(samples.events, event_patterns) || beyond(samples.patterns, event_patterns))
    return "a sample has an event that does not exist";
  if (beyond(samples.arrivals, layout.months())) return "a sample arrives beyond the horizon";
  for (std::size_t i = 0; i < samples.outcomes.size(); ++i)
    if (samples.outcomes[i] !=
        outcome_of(layout, samples.arrivals[2 * i], samples.arrivals[2 * i + 1]))
      return "a sample has another outcome than its arrivals";
  return {};
}

}  // namespace

std::uint64_t draws_in_batch(std::uint64_t first_draw, std::uint64_t draws, int batch,
                             int batches) {
  const std::uint64_t b = static_cast<std::uint64_t>(batch),
                      n = static_cast<std::uint64_t>(batches);
  const auto below = [&](std::uint64_t end) { return end / n + (end % n > b ? 1 : 0); };
  return below(first_draw + draws) - below(first_draw);
}

std::optional<std::string> find_violation(const Result& result) {
  if (Violation broken = find_broken_size(result)) return broken;
  const std::vector<std::uint64_t> outcomes = outcome_counts(result);
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold) {
    const auto own =
        std::span(outcomes).subspan(place(std::int64_t{threshold} * outcome_count), outcome_count);
    for (const Violation& broken :
         {find_broken_outcome(result, threshold, own), find_broken_batch(result, threshold),
          find_broken_arrival(result, threshold)})
      if (broken)
        return fmt::format("{} (threshold {})", *broken,
                           shown(result.thresholds[place(threshold)].name));
  }
  for (const auto find_broken : {find_broken_fan, find_broken_draws, find_broken_samples})
    if (Violation broken = find_broken(result)) return broken;
  return {};
}

}  // namespace racecast
