// How many equal draws weighted ones are worth.
#pragma once

#include <span>

namespace racecast {

/// Kish's size (sum a)^2 / sum a^2 of weights a >= 0 (Survey Sampling, 1965, section 11.7); 0 where
/// all are 0 or there are none.
double effective_size(std::span<const double> weights);

/// The same of weights that were summed on the way: their sum, and that of their squares.
double effective_size(double sum, double sum_of_squares);

}  // namespace racecast
