// The directions of worlds that a history can tell anything about.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "host/calibrate/target.hpp"

namespace racecast {

/// Least squares of every observation's prediction on the scores of the worlds,
/// [observation][score]: how much it moves for one standard deviation of each prior, around where
/// the worlds are. A history of n observations can tell of n such directions and no other, as far
/// as predictions are linear. `picked` are the worlds of `z` to use. Divided by the standard
/// deviation of what is observed given a world: paths and errors.
std::vector<std::vector<double>> scaled_slopes(const Target& target, std::span<const float> z,
                                               const WorldStatistics& seen,
                                               std::span<const std::size_t> picked);

/// An orthonormal basis of what `rows` span, strongest first; what is weaker than `least`, the
/// length of a row along it, is left out.
std::vector<std::vector<double>> orthonormal_basis(const std::vector<std::vector<double>>& rows,
                                                   double least);

}  // namespace racecast
