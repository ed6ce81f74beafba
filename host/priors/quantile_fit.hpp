// The member of a family that has given quantiles.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "host/priors/distribution.hpp"
#include "host/priors/quantile_curve.hpp"

namespace racecast {

/// A distribution, or what is wrong with the numbers it was to be made of.
using Expected = std::variant<DistributionPtr, std::string>;

/// All functions take points that rise, in shares and in values: two, or three where that is said.

/// Values within the range of the link.
DistributionPtr fit_linked_normal(Link link, const std::vector<QuantilePoint>& points);
DistributionPtr fit_uniform(const std::vector<QuantilePoint>& points);
/// Positive values.
Expected fit_loguniform(const std::vector<QuantilePoint>& points);
DistributionPtr fit_student_t(double df, const std::vector<QuantilePoint>& points);
/// Positive values.
Expected fit_gamma(const std::vector<QuantilePoint>& points);
/// Values between the ends of the support.
Expected fit_beta(const std::vector<QuantilePoint>& points, double low, double high);
/// Three points.
Expected fit_triangular(const std::vector<QuantilePoint>& points);
Expected fit_pert(const std::vector<QuantilePoint>& points);

}  // namespace racecast
