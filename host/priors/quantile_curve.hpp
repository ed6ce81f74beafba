// Distributions through given quantiles: a monotone curve, or a metalog.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "host/priors/distribution.hpp"

namespace racecast {

/// `value` is the quantile of the probability `share`.
struct QuantilePoint {
  double share, value;
};

/// The monotone cubic over z through link^-1 of the values (Fritsch and Butland's slopes), which
/// goes on beyond the outermost two in the line of these: a normal, lognormal or logit-normal tail.
/// At least two points that rise, values within the range of the link.
DistributionPtr make_monotone(Link link, const std::vector<QuantilePoint>& points);

/// Where a metalog ends; without ends it is unbounded.
struct MetalogEnds {
  std::optional<double> low, high;
};

/// Keelin's metalog with as many terms as points (The Metalog Distributions, Decision Analysis
/// 13(4), 2016), or what is wrong with them: two to ten points that rise, within the ends. Not
/// every set of points is a distribution's.
std::variant<DistributionPtr, std::string> make_metalog(const std::vector<QuantilePoint>& points,
                                                        const MetalogEnds& ends);

}  // namespace racecast
