// States of the engine's own paths, month by month: what closed forms are compared with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kernels/model/forecast.hpp"

namespace racecast::verification {

/// The columns of a number of paths: [column][month][path], months 0 to the horizon.
struct StatePaths {
  std::size_t months = 0, paths = 0;
  std::vector<float> value;
};

/// One of these paths.
class StatePath {
 public:
  StatePath(const StatePaths& all, std::size_t path) : all_(all), path_(path) {}
  double operator()(int column, int month) const {
    const std::size_t row =
        static_cast<std::size_t>(column) * all_.months + static_cast<std::size_t>(month);
    return static_cast<double>(all_.value[row * all_.paths + path_]);
  }
  int horizon() const { return static_cast<int>(all_.months) - 1; }

 private:
  const StatePaths& all_;
  std::size_t path_;
};

/// Runs draws [first, first + draws), whole warps of each, by the engine's step. Columns are states
/// at the ends of months: those of a trace, as ".sentiment" or "us.bust_depth", and spending of a
/// nation's channels, as "us.log_spend_1".
StatePaths run_state_paths(const Forecast& forecast, std::span<const std::string> columns,
                           std::uint64_t first, std::uint64_t draws);

}  // namespace racecast::verification
