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

#if RC_WIDTH > 1
using EngineLanes = FloatLanes;
#else
using EngineLanes = float;
#endif

void run_draws(const Forecast& forecast, std::uint64_t first, std::uint64_t draws,
               unsigned long long* cells, unsigned long long* live) {
  LaneWarp<EngineLanes> warp;
  WarpMemory memory;
  const CountsView counts = {
      {forecast.threshold_count, forecast.horizon, forecast.paths_per_draw}, cells, live};
  for (std::uint64_t draw = first; draw < first + draws; ++draw)
    run_draw(warp, forecast, counts, draw, memory);
}

int selftest() {
  const SelfTestInput input;
  return floating_point_faults(input);
}

}  // namespace RC_ISA
}  // namespace racecast
