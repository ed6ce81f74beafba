// How heavy the tail of the weights is: whether a few draws could decide an estimate.
#pragma once

#include <cstddef>
#include <span>

namespace racecast {

/// Of `count` weights, `falling` holds the largest. The shape k of a generalised Pareto
/// distribution fitted to the largest min(count / 5, 3 sqrt(count)) of them (Zhang and Stephens,
/// Technometrics 51, 2009, with the weak prior of Vehtari et al., Pareto smoothed importance
/// sampling, 2024). NaN with fewer than 25 weights, and where the largest are all equal.
double pareto_shape(std::span<const double> falling, std::size_t count);

/// The shape above which an estimate from `count` weights is not to be trusted:
/// min(1 - 1 / log10(count), 0.7).
double pareto_limit(std::size_t count);

}  // namespace racecast
