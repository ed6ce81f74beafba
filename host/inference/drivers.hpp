// What drives the odds of a threshold, and what would turn them: from a sample of worlds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "host/config/config.hpp"
#include "host/inference/given_indices.hpp"
#include "host/inference/world_odds.hpp"

namespace racecast {

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

struct Drivers {
  double odds = 0;              ///< P(US first) in the sample
  double between = 0;           ///< variance of it between worlds
  std::uint64_t draws = 0;      ///< of the sample
  std::size_t looked_at = 0;    ///< parameters: as many chances to find one by chance
  std::vector<Interval> first;  ///< [prior], their indices as given_indices() has them
  std::vector<Driver> drivers;  ///< those beyond chance, by index, falling
  std::optional<JointTurn> joint;

  static constexpr std::uint64_t least_draws = 256;  ///< fewer do not tell drivers from chance
  static constexpr double least_z = 3;               ///< index > least_z standard errors
  static constexpr double most_score = 3;            ///< a change that is still plausible
  static constexpr std::size_t most_fit = 16;        ///< parameters of the joint fit
};

/// [place in `thresholds`]. `seed`: of the bootstrap of the indices.
std::vector<Drivers> drivers_of(const Config& config, const WorldSample& sample,
                                std::span<const int> thresholds, std::uint64_t seed);

DecileOdds decile_odds(const float* score, std::span<const std::uint32_t> us, int paths);

/// The zero of a logistic fit in z and z^2 that is nearest to 0, within most_score.
std::optional<double> turning_score(const float* score, std::span<const std::uint32_t> us,
                                    int paths);

}  // namespace racecast
