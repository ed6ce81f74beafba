// The distributions that priors are made of.
#pragma once

#include <optional>
#include <stdexcept>
#include <vector>

#include "host/priors/distribution.hpp"

namespace racecast {

/// Numbers that are of no distribution; what() says why.
struct NoDistribution : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// offset + scale * X; scale is positive.
struct Placed {
  double offset = 0;
  double scale = 1;
};

DistributionPtr make_uniform(double low, double high);
/// The logarithm is uniform; 0 < low < high.
DistributionPtr make_loguniform(double low, double high);
/// low <= mode <= high, low < high.
DistributionPtr make_triangular(double low, double mode, double high);
/// Beta on [0, 1] with these exponents (positive), placed.
DistributionPtr make_beta(double alpha, double beta, const Placed& placed = {});
/// The beta from low to high of the PERT method: mean (low + 4 mode + high) / 6.
DistributionPtr make_pert(double low, double mode, double high);
/// Gamma with mean shape * scale; both positive.
DistributionPtr make_gamma(double shape, double scale);
/// Student's t with df > 0 degrees of freedom, placed.
DistributionPtr make_student_t(double df, const Placed& placed);

/// These values and no others, exactly. A weight for each: not negative, not all 0.
DistributionPtr make_discrete(const std::vector<double>& values,
                              const std::vector<double>& weights);

/// Between neighbours of the sorted values the cumulative probability rises linearly by
/// 1 / (count - 1): the quantiles of numpy.quantile. At least two values; equal ones have a
/// probability of their own.
DistributionPtr make_empirical(std::vector<double> values);

/// `value` is the quantile of the probability `share`.
struct QuantilePoint {
  double share, value;
};
using QuantilePoints = std::vector<QuantilePoint>;

/// The points, whose shares rise from 0 to 1 as their values do; linear in between.
DistributionPtr make_piecewise_linear(QuantilePoints corners);

/// The monotone cubic over z through link^-1 of the values (Fritsch and Butland's slopes), which
/// goes on beyond the outermost two in the line of these: a normal, lognormal or logit-normal tail.
/// At least two points that rise, values within the range of the link.
DistributionPtr make_monotone(Link link, const QuantilePoints& points);

/// Where a metalog ends; without ends it is unbounded.
struct MetalogEnds {
  std::optional<double> low, high;
};

/// Keelin's metalog with as many terms as points (The Metalog Distributions, Decision Analysis
/// 13(4), 2016): two to ten points that rise, within the ends. Throws NoDistribution: not every set
/// of points is a distribution's.
DistributionPtr make_metalog(const QuantilePoints& points, const MetalogEnds& ends);

/// A value is one of the parts' with the probability of its weight, over the sum of them. Weights
/// are not negative, not all 0.
DistributionPtr make_mixture(const std::vector<DistributionPtr>& parts,
                             const std::vector<double>& weights);

/// The member of a family that has given quantiles. All these take points that rise, in shares and
/// in values: two, or three where that is said. They throw NoDistribution where no member of the
/// family has these quantiles.

DistributionPtr fit_linked_normal(Link link, const QuantilePoints& points);
DistributionPtr fit_uniform(const QuantilePoints& points);
DistributionPtr fit_loguniform(const QuantilePoints& points);
DistributionPtr fit_student_t(double df, const QuantilePoints& points);
DistributionPtr fit_gamma(const QuantilePoints& points);
/// Between the ends `low` and `high` of the support.
DistributionPtr fit_beta(const QuantilePoints& points, double low, double high);
/// Three points.
DistributionPtr fit_triangular(const QuantilePoints& points);
DistributionPtr fit_pert(const QuantilePoints& points);

}  // namespace racecast
