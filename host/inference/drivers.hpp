// What drives the odds of a threshold, and what would turn them: from a sample of worlds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "host/config/config.hpp"
#include "host/inference/bootstrap.hpp"
#include "host/inference/worlds.hpp"

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

/// P(US first) in the worlds of each tenth of a parameter, lowest first, with standard errors over
/// draws. Tenths are equally likely under the prior; NaN: no draw is in it, or one alone.
struct DecileOdds {
  std::array<double, 10> odds{}, error{};
};

/// Where P(US first), as it goes with one parameter alone, is one half.
struct OddsTurn {
  double score = 0;                ///< standard deviations from the median of the prior
  double quantile = 0;             ///< of the prior
  double value = 0;                ///< in the unit of the parameter
  std::uint64_t draws_beyond = 0;  ///< draws that are as far out as this, or farther: what is known
};

/// A parameter whose index is beyond chance.
struct Driver {
  std::size_t prior = 0;  ///< place in Forecast::prior
  Interval index;         ///< first order, as given_indices() has it
  DecileOdds deciles;
  std::optional<OddsTurn> turn;  ///< none within most_score
};

/// A parameter of the smallest joint change.
struct JointPart {
  std::size_t prior = 0;
  double score = 0, quantile = 0, value = 0, median = 0;
};

/// The point nearest to the medians of all priors at which a linear logistic fit of the odds is one
/// half: an approximation, by as many parameters as the fit has.
struct JointTurn {
  double distance = 0;  ///< standard deviations (Mahalanobis)
  double beyond = 0;    ///< share of the prior on the far side, by this fit: Phi(-distance)
  double explained =
      0;  ///< variance of the fit between worlds, over that of the odds: how good it is
  std::vector<JointPart> parts;  ///< by |score|, falling
};

struct Drivers : GivenIndices {
  double odds = 0;              ///< P(US first) in the sample
  std::uint64_t draws = 0;      ///< of the sample
  std::size_t looked_at = 0;    ///< parameters: as many chances to find one by chance
  std::vector<Driver> drivers;  ///< those beyond chance, by index, falling
  std::optional<JointTurn> joint;

  static constexpr std::uint64_t least_draws = 256;  ///< fewer do not tell drivers from chance
  static constexpr double least_z = 3;               ///< index > least_z standard errors
  static constexpr double most_score = 3;            ///< a change that is still plausible
  static constexpr std::size_t most_fit = 16;        ///< parameters of the joint fit
};

/// For each stream of own scores that a forecast asks for, a number of its set; two are in the same
/// set where a chain of correlated priors uses both.
std::unordered_map<std::uint32_t, std::size_t> stream_sets(const Forecast& forecast);

/// The priors of each set, by their places in Forecast::prior, rising; sets in the order of their
/// first prior.
std::vector<std::vector<std::size_t>> correlated_priors(const Forecast& forecast);

/// [place in `thresholds`]. `seed`: of the bootstrap of the indices.
std::vector<Drivers> drivers_of(const Config& config, const WorldSample& sample,
                                std::span<const int> thresholds, std::uint64_t seed);

/// Of the first Drivers::most_fit drivers. With the coefficients b of a logistic fit in their
/// scores, and C the correlations of these scores under the prior,
///
///     z* = -b0 C b / (b^T C b),   distance = |b0| / sqrt(b^T C b)
///
/// the point of the plane b0 + b^T z = 0 that is nearest to the medians. None: nothing drives the
/// odds, there is no fit, or the point is farther than what can be drawn (table_range).
std::optional<JointTurn> joint_turn(const Config& config, const WorldSample& sample, int threshold,
                                    const Drivers& drivers);

}  // namespace racecast
