// Repeats of a measurement, and what is told of them.
#pragma once

#include <cstddef>
#include <vector>

namespace racecast {

struct Spread {
  double median = 0, low = 0, high = 0;  ///< low, high: the extremes
  std::size_t repeats = 0;
};

/// Of at least one value.
Spread spread_of(std::vector<double> values);

/// f(value) of each.
template <class Function>
std::vector<double> each_of(const std::vector<double>& values, Function&& function) {
  std::vector<double> results;
  results.reserve(values.size());
  for (const double value : values) results.push_back(function(value));
  return results;
}

}  // namespace racecast
