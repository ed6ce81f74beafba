// How much of the uncertainty is about the world, and how much is chance within one.
#pragma once

#include <cstdint>
#include <span>

namespace racecast {

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
