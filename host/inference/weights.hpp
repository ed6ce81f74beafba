// What weighted draws are worth: as how many equal ones, and whether a few could decide an
// estimate.
#pragma once

#include <cstddef>
#include <span>

namespace racecast {

/// Kish's size (sum a)^2 / sum a^2 of weights a >= 0 (Survey Sampling, 1965, section 11.7); 0 where
/// all are 0 or there are none.
double effective_size(std::span<const double> weights);

/// The same of weights that were summed on the way: their sum, and that of their squares.
double effective_size(double sum, double sum_of_squares);

/// Of `count` weights, `falling` holds the largest. The shape k of a generalised Pareto
/// distribution fitted to the largest min(count / 5, 3 sqrt(count)) of them (Zhang and Stephens,
/// Technometrics 51, 2009, with the weak prior of Vehtari et al., Pareto smoothed importance
/// sampling, 2024). NaN with fewer than 25 weights, and where the largest are all equal.
double pareto_shape(std::span<const double> falling, std::size_t count);

/// The shape above which an estimate from `count` weights is not to be trusted:
/// min(1 - 1 / log10(count), 0.7).
double pareto_limit(std::size_t count);

}  // namespace racecast
