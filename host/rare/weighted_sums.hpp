// Exact sums over weighted draws: whole numbers, so that no order of adding shows; and the
// probability that they make, how far it can be trusted, and what the weights were good for.
#pragma once

#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace racecast {

/// A sum over 2^40 draws of squares of a weight of 62 bits times a count of 32 bits fits.
using WideSum = boost::multiprecision::uint256_t;

/// Over draws of weight w (in units of 2^-60) of which k paths have the outcome.
struct WeightedSums {
  std::uint64_t draws = 0;
  std::uint64_t event_draws = 0;          ///< with k > 0
  std::uint64_t event_paths = 0;          ///< sum of k
  WideSum weight = 0, weight_square = 0;  ///< w, w^2
  WideSum event = 0, event_square = 0;    ///< w k, (w k)^2
  WideSum plain_square = 0;               ///< w k^2: what the square would be under the priors

  void add(std::uint64_t w, std::uint32_t k);
  friend bool operator==(const WeightedSums&, const WeightedSums&) = default;
};

/// The largest w k of a run, as many as a fit of their tail can want.
class LargestWeights {
 public:
  static constexpr std::size_t most = std::size_t{1} << 14;

  void add(std::uint64_t w, std::uint32_t k);
  /// In units of weight, falling.
  std::vector<double> falling() const;
  friend bool operator==(const LargestWeights& a, const LargestWeights& b) {
    return a.falling() == b.falling();
  }

 private:
  std::vector<double> heap_;  ///< the smallest in front
};

/// Of a whole run: the draws of the priors (even), then the shifted ones (odd).
struct WeightedRun {
  std::array<WeightedSums, 2> half;
  LargestWeights largest;

  void add(std::uint64_t draw, std::uint64_t w, std::uint32_t k);
  /// SHA-256 of all sums: the same on every device.
  std::string digest() const;
  friend bool operator==(const WeightedRun&, const WeightedRun&) = default;
};

struct RareEstimate {
  double probability = 0;
  double error = 0;             ///< standard error over draws; 0 without any event
  double low = 0, high = 1;     ///< 95 % interval
  double effective_events = 0;  ///< equal worlds with the outcome that would tell as much
  double effective_draws = 0;   ///< Kish's size of all weights
  double effective_plain = 0;   ///< draws of the priors that would tell as much of the probability
  double gain = 1;              ///< effective_plain / draws; NaN without any event
  double weight_mean = 1, weight_error = 0;  ///< of all draws: 1 within its error
  double largest_share = 0;                  ///< of the estimate, due to one draw
  double pareto_shape = 0;  ///< of the weights of worlds with the outcome; NaN: too few
  double within = 0;        ///< chance of the outcome in another path of a world that has it
  std::uint64_t draws = 0, event_draws = 0, event_paths = 0;
  std::uint64_t draws_of_priors = 0;  ///< the even draws; all without a shift

  /// With fewer effective events, or a heavier tail of their weights, not even the mean is known:
  /// the interval is then that of the draws of the priors alone, from 0.
  static constexpr double least_events = 10, heaviest_tail = 1;
  bool is_measured() const {
    return effective_events >= least_events && !(pareto_shape >= heaviest_tail);
  }
};

/// With w the weight and h = k / paths the share of the paths of a draw with the outcome,
///
///     probability = mean of w h over all draws,
///     error^2     = sum over both halves c of n_c s_c^2 / N^2,
///
/// s_c^2 the variance of w h among the n_c draws of a half: a draw is a cluster, a half is a
/// stratum (Owen, Monte Carlo theory, 2013, chapter 9). The interval is that of Korn and Graubard,
/// as elsewhere (host/inference/probability.hpp), at the size n* = p (1 - p) / error^2, which here
/// may be larger than the sample. Without any event it is that of the draws of the priors alone.
/// Kish 1965: (sum w)^2 / sum w^2, and the same of w h for effective_events.
RareEstimate estimate_of(const WeightedRun& run, int paths_per_draw);

}  // namespace racecast
