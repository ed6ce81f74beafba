#include "host/inference/probability.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <numeric>

namespace racecast {
namespace {

constexpr double tail = 0.025;  // of a two-sided 95 % interval

double proportion(const ClusterSample& sample) {
  return static_cast<double>(sample.events) / static_cast<double>(sample.trajectories);
}

/// n* before the correction for the degrees of freedom.
double effective_size(const ClusterSample& sample) {
  const double n = static_cast<double>(sample.trajectories);
  if (sample.degrees < 1) return static_cast<double>(sample.draws);
  const double p = proportion(sample), binomial = p * (1 - p);
  return binomial >= n * sample.variance ? n : binomial / sample.variance;
}

}  // namespace

double student_quantile(double degrees) {
  return boost::math::quantile(boost::math::students_t(degrees), 1 - tail);
}

double none_seen(std::uint64_t draws) { return 1 - std::pow(tail, 1 / static_cast<double>(draws)); }

double clopper_pearson_low(double events, double trials) {
  return events <= 0 ? 0 : boost::math::ibeta_inv(events, trials - events + 1, tail);
}

double clopper_pearson_high(double events, double trials) {
  return events >= trials ? 1 : boost::math::ibeta_inv(events + 1, trials - events, 1 - tail);
}

ClusterSample sample_of_odds(std::span<const std::uint64_t> odds) {
  ClusterSample sample;
  const std::uint64_t paths = odds.size() - 1;
  for (std::uint64_t k = 0; k <= paths; ++k) {
    sample.draws += odds[k];
    sample.events += odds[k] * k;
  }
  sample.trajectories = sample.draws * paths;
  const double draws = static_cast<double>(sample.draws);
  double squares = 0;
  for (std::uint64_t k = 0; k <= paths; ++k) {
    const double deviation =
        static_cast<double>(k) / static_cast<double>(paths) - proportion(sample);
    squares += static_cast<double>(odds[k]) * deviation * deviation;
  }
  sample.degrees = draws - 1;
  if (sample.draws > 1) sample.variance = squares / (draws * (draws - 1));
  return sample;
}

ClusterSample sample_of_batches(std::span<const std::uint64_t> events,
                                std::span<const std::uint64_t> trajectories, int paths_per_draw) {
  ClusterSample sample;
  sample.events = std::accumulate(events.begin(), events.end(), std::uint64_t{0});
  sample.trajectories = std::accumulate(trajectories.begin(), trajectories.end(), std::uint64_t{0});
  sample.draws = sample.trajectories / static_cast<std::uint64_t>(paths_per_draw);
  const std::vector<double> numbers(events.begin(), events.end());
  const BatchSpread spread = spread_of_batches(numbers, trajectories, proportion(sample));
  sample.degrees = spread.batches - 1;
  sample.variance = spread.variance;
  return sample;
}

BatchSpread spread_of_batches(std::span<const double> events,
                              std::span<const std::uint64_t> trajectories, double mean) {
  double batches = 0, squares = 0, n = 0;
  for (std::size_t b = 0; b < events.size(); ++b) {
    const double size = static_cast<double>(trajectories[b]);
    const double deviation = events[b] - mean * size;
    squares += deviation * deviation;
    n += size;
    if (size > 0) ++batches;
  }
  return {batches > 1 ? batches / (batches - 1) * squares / (n * n) : 0, batches};
}

BatchCounts batches_of(const Result& result, int threshold, int outcome) {
  BatchCounts counts;
  for (int batch = 0; batch < outcome_batches; ++batch)
    for (int other = 0; other < outcome_count; ++other) {
      const std::uint64_t count = result.counts[static_cast<std::size_t>(
          result.layout.outcome_batch(batch, threshold, other))];
      counts.trajectories[static_cast<std::size_t>(batch)] += count;
      if (other == outcome) counts.events[static_cast<std::size_t>(batch)] = count;
    }
  return counts;
}

Probability cluster_interval(const ClusterSample& sample) {
  Probability result;
  const double n = static_cast<double>(sample.trajectories);
  result.count = sample.events;
  result.estimate = proportion(sample);
  const bool mixed = sample.events > 0 && sample.events < sample.trajectories;
  result.effective = mixed ? effective_size(sample) : static_cast<double>(sample.draws);
  result.design_effect = n / result.effective;
  double size = result.effective;
  if (mixed && sample.degrees >= 1) {
    const double ratio = student_quantile(n - 1) / student_quantile(sample.degrees);
    size *= ratio * ratio;
  }
  const double floor = none_seen(sample.draws);
  result.low = std::min(clopper_pearson_low(result.estimate * size, size), 1 - floor);
  result.high = std::max(clopper_pearson_high(result.estimate * size, size), floor);
  return result;
}

Probability outcome_probability(const Result& result, int threshold, Outcome outcome) {
  const CountsLayout& layout = result.layout;
  if (outcome == us_first) {
    const auto odds = std::span(result.counts)
                          .subspan(static_cast<std::size_t>(layout.odds(threshold, 0)),
                                   static_cast<std::size_t>(layout.paths_per_draw) + 1);
    return cluster_interval(sample_of_odds(odds));
  }
  const BatchCounts batches = batches_of(result, threshold, outcome);
  return cluster_interval(
      sample_of_batches(batches.events, batches.trajectories, layout.paths_per_draw));
}

}  // namespace racecast
