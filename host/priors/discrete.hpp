// Distributions that are made of given numbers.
#pragma once

#include <vector>

#include "host/priors/distribution.hpp"

namespace racecast {

/// A number and how much it counts: not negative, not all 0.
struct Weighted {
  double value, weight;
};

/// These values and no others, exactly.
DistributionPtr make_discrete(std::vector<Weighted> values);

/// Between neighbours of the sorted values the cumulative probability rises linearly by
/// 1 / (count - 1): the quantiles of numpy.quantile. At least two values; equal ones have a
/// probability of their own.
DistributionPtr make_empirical(std::vector<double> values);

/// The values at the cumulative probabilities `shares`, which rise from 0 to 1 as the values do;
/// linear in between.
struct Corner {
  double value, share;
};
DistributionPtr make_piecewise_linear(std::vector<Corner> corners);

}  // namespace racecast
