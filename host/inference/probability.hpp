// Probabilities with intervals that respect the two levels of a run: the paths of a draw share
// their world, so N trajectories tell less than N independent ones would.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "host/result/result.hpp"

namespace racecast {

/// What a proportion and its error are computed from, all of it exact integers but the last two.
struct ClusterSample {
  std::uint64_t events = 0;  ///< trajectories with the outcome
  std::uint64_t trajectories = 0;
  std::uint64_t draws = 0;
  double variance = 0;  ///< of events / trajectories, from the spread between clusters
  double degrees = 0;   ///< of freedom of `variance`: clusters - 1; 0: no variance is known
};

/// Clusters are the draws. odds[k]: draws with k of their odds.size() - 1 paths having the outcome.
///
///     variance = sum over draws (k / paths - p)^2 / (draws (draws - 1))
///
/// the variance of a mean of `draws` independent cluster means (Cochran, Sampling Techniques, 3rd
/// ed., 1977, chapter 9: clusters of equal size).
ClusterSample sample_of_odds(std::span<const std::uint64_t> odds);

/// Clusters are batches of draws, perhaps of unequal size; those without trajectories do not count.
///
///     variance = B / (B - 1) sum over batches (events_b - p n_b)^2 / N^2
///
/// the linearised variance of a ratio (Cochran, chapter 6; with-replacement form as in Wolter,
/// Introduction to Variance Estimation, 2nd ed., 2007, chapter 6). With fewer draws than batches a
/// batch is a draw, and this is the formula above.
ClusterSample sample_of_batches(std::span<const std::uint64_t> events,
                                std::span<const std::uint64_t> trajectories, int paths_per_draw);

/// Trajectories of each batch of draws of a result, and those of them with an outcome.
struct BatchCounts {
  std::vector<std::uint64_t> events = std::vector<std::uint64_t>(outcome_batches);
  std::vector<std::uint64_t> trajectories = events;
};
BatchCounts batches_of(const Result& result, int threshold, int outcome);

/// Variance of sum of events / N, their mean, as sample_of_batches() has it; events may be
/// negative.
struct BatchSpread {
  double variance = 0;  ///< 0: one batch alone
  double batches = 0;   ///< that have trajectories
};
BatchSpread spread_of_batches(std::span<const double> events,
                              std::span<const std::uint64_t> trajectories, double mean);

struct Probability {
  std::uint64_t count = 0;  ///< trajectories with the outcome
  double estimate = 0;
  double low = 0, high = 1;  ///< 95 % interval
  double effective = 0;      ///< trajectories that would tell as much if they were independent
  double design_effect = 1;  ///< N / effective
};

/// 95 % interval of Korn and Graubard (Survey Methodology 24, 1998, 193-201): that of Clopper and
/// Pearson (Biometrika 26, 1934, 404-413) at the effective sample size
///
///     n* = min(N, p (1 - p) / variance),   n_df = n* (t(N - 1) / t(degrees))^2
///
/// with t(f) the 97.5 % quantile of Student's distribution: the second factor pays for a variance
/// estimated from few clusters. Without any event (or without any exception) in any draw the
/// variance says nothing, and the draws count as the sample: upper bound 1 - 0.025^(1 / draws).
/// Events that are there cannot make the outcome less likely than none would, so the upper bound
/// is never below that one (nor the lower bound above its mirror image): without this the interval
/// of a rare outcome would shrink when the first event is seen, and cover too rarely.
Probability cluster_interval(const ClusterSample& sample);

/// From odds_count for us_first, from outcome_batch_count for the other outcomes.
Probability outcome_probability(const Result& result, int threshold, Outcome outcome);

/// 97.5 % quantile of Student's distribution.
double student_quantile(double degrees);

/// Upper 95 % bound of a probability when none of so many draws has an event.
double none_seen(std::uint64_t draws);

/// Clopper-Pearson bounds for `events` of `trials`, which need not be whole numbers.
double clopper_pearson_low(double events, double trials);
double clopper_pearson_high(double events, double trials);

}  // namespace racecast
