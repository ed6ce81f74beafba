// Compiled like the kernels, as verification/processes/observe_draws.cpp is.
#include "kernels/engine/lane_warp.hpp"
#include "verification/closed_forms/watched.hpp"

namespace racecast::verification {
namespace {

using F = EngineLanes;
constexpr std::size_t width = Lanes<F>::width;

F of_world(State state, const GlobalState<F>& world) {
  switch (state) {
    case State::sentiment:
      return world.sentiment;
    case State::price_noise:
      return world.price_noise;
    case State::energy_noise:
      return world.energy_noise;
    case State::supply_noise:
      return world.supply_noise;
    case State::regime:
      return world.regime;
    case State::supply_shock:
      return world.supply_shock;
    default:
      return world.escalated;
  }
}

F of_nation(State state, const NationState<F>& own) {
  switch (state) {
    case State::bust_depth:
      return own.bust_depth;
    case State::wafers:
      return own.wafers;
    case State::power_noise:
      return own.power_noise;
    case State::odds_market:
      return own.odds_noise[0];
    case State::odds_state:
      return own.odds_noise[1];
    case State::algorithms:
      return own.algorithms;
    case State::breakthrough:
      return own.breakthrough;
    case State::grid_stress:
      return own.grid_stress;
    default:
      return own.share_odds;
  }
}

F value_of(Column column, int lane, const PathState<F>& path, const WarpMemory& memory) {
  if (column.state <= State::escalated) return of_world(column.state, path.world);
  if (column.state < State::log_spend_1) return of_nation(column.state, path.nation[column.nation]);
  const int channel = column.state == State::log_spend_1 ? 0 : 1;
  return load_real<F>(&memory.levels.log_spend[column.nation][channel][lane]);
}

}  // namespace

void watch_paths(const Forecast& forecast, std::span<const Column> columns, std::uint64_t first,
                 std::uint64_t draws, ObservedPaths& to) {
  // Whole warps only: a closed form needs no other number of paths.
  const auto paths = static_cast<std::uint64_t>(forecast.paths_per_draw / warp_paths * warp_paths);
  to.months = static_cast<std::size_t>(forecast.horizon) + 1;
  to.paths = draws * paths;
  to.value.resize(columns.size() * to.months * to.paths);
  LaneWarp<F> warp;
  WarpMemory memory;
  std::size_t place = 0;
  for (std::uint64_t draw = first; draw < first + draws; ++draw) {
    sample_draw(warp, forecast, draw, memory.draw);
    for (std::uint64_t offset = 0; offset < paths; offset += warp_paths) {
      const std::uint64_t trajectory =
          draw * static_cast<std::uint64_t>(forecast.paths_per_draw) + offset;
      run_paths(warp, forecast, trajectory, warp_paths, memory,
                [&](int month, int lane, const PathState<F>& path, const WarpMemory& now) {
                  for (std::size_t i = 0; i < columns.size(); ++i) {
                    const std::size_t row = i * to.months + static_cast<std::size_t>(month);
                    float* at = &to.value[row * to.paths + place + static_cast<std::size_t>(lane)];
                    const F value = value_of(columns[i], lane, path, now);
                    float numbers[width];
                    store(numbers, value);
                    for (std::size_t k = 0; k < width; ++k) at[k] = numbers[k];
                  }
                });
      place += warp_paths;
    }
  }
}

}  // namespace racecast::verification
