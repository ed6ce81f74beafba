// Distance of a float from the real number it should be.
#pragma once

#include <cmath>

namespace racecast::test {

/// Error of `got` in units of the last place of the float nearest to `want`.
inline double ulps(float got, double want) {
  const float nearest = static_cast<float>(want);
  const float next = std::nextafter(std::fabs(nearest), INFINITY);
  const double ulp = static_cast<double>(next) - std::fabs(static_cast<double>(nearest));
  return std::fabs(static_cast<double>(got) - want) / ulp;
}

}  // namespace racecast::test
