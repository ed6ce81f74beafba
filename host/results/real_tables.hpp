// The one table of what a result file holds beside counts: probabilities and quantiles, computed
// from the counts when the file is written.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "host/result/axes.hpp"

namespace racecast {

struct RealTable {
  const char* name;
  const char* unit;
  const char* long_name;
  std::array<Axis, 4> axis;
  int rank;
  std::vector<double> (*values)(const Result&);  ///< row-major; NaN where there is no value

  std::span<const Axis> axes() const { return {axis.data(), static_cast<std::size_t>(rank)}; }
};

std::span<const RealTable> real_tables();

}  // namespace racecast
