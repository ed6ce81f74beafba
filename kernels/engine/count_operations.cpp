// Built as the engines are, with RC_ISA set by the build, and for the oldest processor that runs
// one. Nothing here may instantiate a template of the standard library (see cpu_isa.cpp).
#include "kernels/engine/count_operations.hpp"

#include "kernels/engine/counted_lanes.hpp"
#include "kernels/engine/lane_warp.hpp"

namespace racecast {
namespace {

template <int lanes>
void run_counted(const Forecast& forecast, std::uint64_t first, std::uint64_t draws,
                 const CountsView& view) {
  LaneWarp<CountedFloats<lanes>> warp;
  WarpMemory memory;
  for (std::uint64_t draw = first; draw < first + draws; ++draw)
    run_draw(warp, forecast, view, draw, memory);
}

}  // namespace

bool count_operations(const Forecast& forecast, int lanes, std::uint64_t first, std::uint64_t draws,
                      unsigned long long* cells, unsigned long long* live,
                      OperationCounts& operations) {
  const CountsView view = {
      {forecast.threshold_count, forecast.horizon, forecast.paths_per_draw}, cells, live};
  counted = {};
  switch (lanes) {
    case 1:
      run_counted<1>(forecast, first, draws, view);
      break;
    case 16:
      run_counted<16>(forecast, first, draws, view);
      break;
    case 32:
      run_counted<32>(forecast, first, draws, view);
      break;
    default:
      return false;
  }
  operations = counted;
  return true;
}

}  // namespace racecast
