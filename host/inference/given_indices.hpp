// First-order Sobol' indices from draws that were made for another purpose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "host/inference/bootstrap.hpp"
#include "host/inference/world_odds.hpp"

namespace racecast {

/// Of one threshold's P(US first | draw).
struct GivenIndices {
  double between = 0;           ///< variance between worlds, without chance
  std::vector<Interval> first;  ///< [prior]; NaN: there is no variance
};

/// Bins of so many draws, a power of two: about sqrt(draws) / 2, 4 to 64.
std::size_t index_bins(std::size_t draws);

/// The share of the variance between worlds that goes with the score of one parameter (Pearson's
/// correlation ratio; Plischke, Borgonovo and Smith, European Journal of Operational Research 226,
/// 2013, 536-550). Scores are sorted into M bins that are equally likely under the prior. With y
/// the share of the n paths of a draw, k of n, in D draws,
///
///     first = (SSB - (M - 1) SSW / (D - M)) / D / V
///     V     = variance of y - mean of k (n - k) / (n^2 (n - 1))
///
/// SSB and SSW the sums of squares between and within bins: what chance and the finite number of
/// draws add to SSB is taken away (analysis of variance). What y does within a bin is missed: of a
/// linear effect 0.4 % at 64 bins, 2.2 % at 16, 14 % at 4. The interval is normal, from a bootstrap
/// over batches of draws: its resamples have that addition twice, so their percentiles would be too
/// high. [place in `thresholds`].
std::vector<GivenIndices> given_indices(const WorldSample& sample, std::span<const int> thresholds,
                                        std::uint64_t seed);

}  // namespace racecast
