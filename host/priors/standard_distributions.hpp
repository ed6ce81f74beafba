// The distributions of Boost.Math that priors use, shifted and stretched to where they lie.
#pragma once

#include "host/priors/distribution.hpp"

namespace racecast {

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

}  // namespace racecast
