// Second-order odds: how the probability of an outcome is distributed over the worlds (draws).
//
// What is counted of a draw is how many of its n paths have the outcome, a binomial number around
// n times the draw's own probability. A histogram of the shares k / n therefore smears every world
// by its binomial noise; the mixing distribution is what is left without it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace racecast {

/// Nonparametric maximum-likelihood estimate of the distribution of the draws' probabilities
/// (Laird, Journal of the American Statistical Association 73, 1978, 805-811) on a fixed grid.
struct Mixing {
  std::vector<double> grid;    ///< probabilities, rising from 0 to 1, denser at the ends
  std::vector<double> weight;  ///< share of the draws at each, sum 1
  double log_likelihood = 0;   ///< of the odds, without what does not depend on the weights
  double gap = 0;  ///< no distribution on the grid has a log likelihood more than this higher
  int steps = 0;   ///< that EM took

  /// Share of the worlds with a probability above `value`.
  double share_above(double value) const;
  /// The least probability of the grid with at least `level` of the worlds at or below it.
  double quantile(double level) const;
};

inline constexpr double mixing_gain = 0.02;  ///< EM stops at a step that gains no more than this
inline constexpr int mixing_steps = 2000;    ///< or after this many steps

/// odds[k]: draws with the outcome in k of their odds.size() - 1 paths; at least one draw.
///
/// EM from equal weights, until a step raises the log likelihood of all draws by less than
/// `mixing_gain`. It stops that early on purpose: what the data cannot tell apart stays as smooth
/// as it began, where the maximum itself is a few spikes. How far it may be from the maximum is in
/// `gap`: with g the largest derivative of the mean log likelihood towards a point of the grid, no
/// distribution is better by more than draws (g - 1) (Lindsay, Annals of Statistics 11, 1983,
/// 86-94); usually it is much nearer. Of more than 1024 paths a draw's share is rounded to 1/1024.
Mixing mixing_distribution(std::span<const std::uint64_t> odds);

/// The same of `count` samples of as many draws, drawn from `odds` with replacement by a fixed
/// seed: the bootstrap over draws, for the error of whatever is computed from a Mixing.
std::vector<Mixing> mixing_resamples(std::span<const std::uint64_t> odds, int count);

/// Share of the draws in each bin by the shares k / n, binomial noise and all.
std::vector<double> raw_bins(std::span<const std::uint64_t> odds);
/// By the mixing distribution.
std::vector<double> bins_of(const Mixing& mixing);

/// The variance of "the outcome happens" in two parts: of the draws' own probabilities (epistemic:
/// which world it is), and of what happens in a given world (aleatory: chance).
struct VarianceShare {
  double between = 0;  ///< may be slightly negative: it is unbiased
  double within = 0;
  double share = 0;          ///< between / (between + within); NaN where there is no variance
  double low = 0, high = 1;  ///< 95 % interval of the share; not cut to [0, 1]
};

/// odds[k]: draws with the outcome in k of their n = odds.size() - 1 paths, n > 1.
///
///     within  = mean of k (n - k) / (n (n - 1))
///     between = variance of k / n over the draws - within / n
///
/// which are unbiased (the analysis of variance of clusters of equal size; Cochran, Sampling
/// Techniques, 3rd ed., 1977, chapter 8). The error of the share is that of a function of means
/// over independent draws (the delta method): from the draws' influence on it.
VarianceShare variance_share(std::span<const std::uint64_t> odds);

}  // namespace racecast
