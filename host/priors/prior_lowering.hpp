// From a prior in double precision to the numbers that an engine evaluates.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "host/priors/distribution.hpp"
#include "kernels/model/prior.hpp"

namespace racecast {

/// Cells of one prior at most, and of a config.
inline constexpr std::size_t max_cells_of_prior = 8192;
inline constexpr std::size_t max_cells = std::size_t{1} << 17;

/// What the engine's value may differ by from the exact quantile at the same score, at the scores
/// with which the cells are checked as they are made; docs/priors.md states what follows.
inline constexpr double cell_tolerance = 2e-6;
inline constexpr double cell_tolerance_of_tails = 1e-4;  ///< beyond the quantiles 1e-6 and 1 - 1e-6

/// A prior of one parameter, bounds included. `unit` is the number of the distribution's units in
/// one unit of the engine.
struct BoundedPrior {
  DistributionPtr distribution;  ///< truncated to the bounds
  double low = 0, high = 0;
  double unit = 1;
};

/// Link, offset and scale, or new cells at the end of `cells`; bounds. Slot and stream stay 0.
/// Nothing where the distribution needs more cells than there may be.
std::optional<Prior> lower_prior(const BoundedPrior& prior, std::vector<QuantileCell>& cells);

}  // namespace racecast
