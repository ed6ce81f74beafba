// Mixtures of distributions.
#pragma once

#include <vector>

#include "host/priors/distribution.hpp"

namespace racecast {

struct Component {
  DistributionPtr distribution;
  double weight;  ///< not negative, not all 0
};

/// A value is one of the components' with the probability of its weight, over the sum of them.
DistributionPtr make_mixture(std::vector<Component> components);

}  // namespace racecast
