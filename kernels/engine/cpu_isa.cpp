// The CPU engine's inner loop for one instruction set; compiled once for each, with RC_ISA and
// RC_WIDTH (lanes of a vector) set by the build.
//
// Nothing here may instantiate a template of the standard library: the linker could keep this copy of
// it, with instructions that an older processor does not have, for the whole program.
#include "kernels/base/selftest.hpp"
#include "kernels/engine/cpu_isa.hpp"
#include "kernels/engine/lane_warp.hpp"

namespace racecast {
inline namespace RC_ISA {

void run_draws(const Forecast& forecast, std::uint64_t first, std::uint64_t draws,
               unsigned long long* cells, unsigned long long* live, const DrawRows& rows,
               std::uint16_t* fan) {
  LaneWarp<EngineLanes> warp;
  WarpMemory memory;
  const CountsView counts = {
      {forecast.threshold_count, forecast.horizon, forecast.paths_per_draw}, cells, live, rows};
  const std::uint64_t row = static_cast<std::uint64_t>(forecast.horizon + 1) * fan_series;
  for (std::uint64_t i = 0; i < draws; ++i) {
    if (fan == nullptr)
      run_draw(warp, forecast, counts, first + i, memory);
    else
      run_draw(warp, forecast, counts, first + i, memory, FanRow{fan + i * row});
  }
}

int selftest() {
  const SelfTestInput input;
  return floating_point_faults(input) | random_number_faults(input);
}

}  // namespace RC_ISA
}  // namespace racecast
