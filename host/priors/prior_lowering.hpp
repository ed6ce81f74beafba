// From a prior in double precision to the numbers that an engine evaluates.
#pragma once

#include <optional>
#include <vector>

#include "host/priors/distribution.hpp"
#include "kernels/model/prior.hpp"

namespace racecast {

/// A prior of one parameter, bounds included. `unit` is the number of the distribution's units in
/// one unit of the engine.
struct BoundedPrior {
  DistributionPtr distribution;  ///< truncated to the bounds
  double low = 0, high = 0;
  double unit = 1;
};

/// Link, offset and scale, or new cells at the end of `cells`; bounds. Slot and stream stay 0.
/// Nothing where the distribution needs more cells than there may be (quantile_cells.hpp).
std::optional<Prior> lower_prior(const BoundedPrior& prior, std::vector<QuantileCell>& cells);

}  // namespace racecast
