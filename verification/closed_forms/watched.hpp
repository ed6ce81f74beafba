// States of the engine's own paths, month by month: what closed forms are compared with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/model/forecast.hpp"

namespace racecast::verification {

/// A number of a path's state at the end of a month (kernels/model/state.hpp).
enum class State {
  sentiment,
  price_noise,
  energy_noise,
  supply_noise,
  regime,
  supply_shock,
  escalated,
  bust_depth,
  wafers,
  power_noise,
  odds_market,
  odds_state,
  algorithms,
  breakthrough,
  share_odds,
  grid_stress,
  log_spend_1,
  log_spend_2  ///< of the nation's first two channels
};

struct Column {
  State state;
  int nation = us;  ///< of states that each nation has
};

/// The columns of a number of paths: [column][month][path], months 0 to the horizon.
struct ObservedPaths {
  std::size_t months = 0, paths = 0;
  std::vector<float> value;
};

/// One of these paths.
class WatchedPath {
 public:
  WatchedPath(const ObservedPaths& all, std::size_t path) : all_(all), path_(path) {}
  double operator()(int column, int month) const {
    const std::size_t row =
        static_cast<std::size_t>(column) * all_.months + static_cast<std::size_t>(month);
    return static_cast<double>(all_.value[row * all_.paths + path_]);
  }
  int horizon() const { return static_cast<int>(all_.months) - 1; }

 private:
  const ObservedPaths& all_;
  std::size_t path_;
};

/// Runs draws [first, first + draws) by the engine's step; `to` is made to fit.
void watch_paths(const Forecast& forecast, std::span<const Column> columns, std::uint64_t first,
                 std::uint64_t draws, ObservedPaths& to);

}  // namespace racecast::verification
