// Where a rising function crosses zero.
#pragma once

#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>

namespace racecast {

/// The x within [low, high] at which the rising `function` crosses 0, to the last bits of a double;
/// the nearer end where it does not. Where it jumps over 0 or stays there: some x of that place.
template <class Function>
double find_root(Function function, double low, double high) {
  const double at_low = function(low), at_high = function(high);
  if (!(at_low < 0)) return low;
  if (!(at_high > 0)) return high;
  std::uintmax_t rounds = 200;
  const auto close = [](double a, double b) {
    return std::abs(b - a) <= 1e-14 * std::fmax(std::abs(a), std::abs(b)) + 1e-300;
  };
  const auto bracket =
      boost::math::tools::toms748_solve(function, low, high, at_low, at_high, close, rounds);
  return bracket.first + (bracket.second - bracket.first) / 2;
}

}  // namespace racecast
