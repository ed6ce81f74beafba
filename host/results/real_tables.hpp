// The one table of what a result file holds beside counts: probabilities and quantiles, computed
// from the counts when the file is written.
#pragma once

#include <span>
#include <type_traits>
#include <vector>

#include "host/result/axes.hpp"

namespace racecast {

/// A table that follows from `Source`.
template <class Source>
struct RealTableOf : TableRow {
  using Values = std::vector<double> (*)(const Source&);
  constexpr RealTableOf(const char* own_name, const char* own_unit, const char* meaning,
                        std::initializer_list<Axis> axes, Values of_source)
      : TableRow(own_name, own_unit, meaning, axes), values(of_source) {}

  Values values;  ///< row-major; NaN where there is no value
};
using RealTable = RealTableOf<Result>;

std::span<const RealTable> real_tables();

/// The number or the numbers that of(threshold, i) is, for each threshold and each i below `count`.
template <class Of>
std::vector<double> by_threshold(const Result& result, int count, Of of) {
  std::vector<double> values;
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold)
    for (int i = 0; i < count; ++i) {
      const auto found = of(threshold, i);
      if constexpr (std::is_arithmetic_v<decltype(found)>)
        values.push_back(found);
      else
        values.insert(values.end(), found.begin(), found.end());
    }
  return values;
}

}  // namespace racecast
