// Designs: where in the unit cube the scenarios of a sweep lie. The same everywhere: integers, and
// numbers that are exact in a double.
#pragma once

#include <cstdint>
#include <vector>

#include "host/sweep/sweep_file.hpp"

namespace racecast {

/// points[point][axis], each in [0, 1).
using Design = std::vector<std::vector<double>>;

/// Each of the `points` equal strata of every axis is hit once, at a random place within it (McKay,
/// Beckman and Conover, Technometrics 21, 1979, 239-245). Philox is the generator, `seed` its key.
Design latin_hypercube(int points, int axes, std::uint64_t seed);

/// The first points of Sobol's sequence with the direction numbers of Joe and Kuo (SIAM Journal on
/// Scientific Computing 30, 2008, 2635-2654), the origin among them: without it 2^m points would
/// not be balanced (Owen, On dropping the first Sobol' point, 2020). With a digital shift that is
/// random by `seed`, an axis a shift: each coordinate's bits are flipped alike in all points, which
/// keeps their balance and takes the first point away from the corner. Seed 0: no shift.
Design sobol_points(int points, int axes, std::uint64_t seed);

/// The value of an axis at `share` of the way from low to high, of its logarithm where the axis is
/// logarithmic; twelve significant digits, so that no machine has another one.
AxisValue value_at(const SweepAxis& axis, double share);

}  // namespace racecast
