// From a prior in double precision to the numbers that an engine evaluates.
#pragma once

#include <span>
#include <vector>

#include "host/config/distribution.hpp"
#include "kernels/model/forecast.hpp"

namespace racecast {

/// A prior of one parameter, bounds included. `unit` is the number of the distribution's units in
/// one unit of the engine.
struct BoundedPrior {
  DistributionPtr distribution;  ///< truncated to the bounds
  double low = 0, high = 0;
  double unit = 1;
};

/// Link, offset and scale, or a new table at the end of `tables`; bounds. Slot and stream stay 0.
Prior lower_prior(const BoundedPrior& prior, std::vector<QuantileTable>& tables);

/// The value of a lowered prior at z, as an engine computes it, but in double precision.
double evaluate(const Prior& prior, std::span<const QuantileTable> tables, double z);

}  // namespace racecast
