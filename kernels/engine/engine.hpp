// Where paths run. One interface, two engines: the same counts for the same forecast and range.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kernels/engine/control.hpp"
#include "kernels/engine/counts.hpp"
#include "kernels/engine/draw_outcomes.hpp"
#include "kernels/engine/fan_counts.hpp"
#include "kernels/model/forecast.hpp"

namespace racecast {

struct Range {
  std::uint64_t first_draw = 0;
  std::uint64_t draws = 0;
};

/// Where a run counts: arrivals and outcomes (size CountsLayout::size()), the metrics of fan charts
/// unless `fan` is null, and how the draws that `draws` has rows for ended unless it is null.
struct Tally {
  Tally(std::span<std::uint64_t> to, FanCounts* fan_charts = nullptr,
        DrawOutcomes* draw_outcomes = nullptr)
      : counts(to), fan(fan_charts), draws(draw_outcomes) {}
  Tally(std::vector<std::uint64_t>& to, FanCounts* fan_charts = nullptr,
        DrawOutcomes* draw_outcomes = nullptr)
      : counts(to), fan(fan_charts), draws(draw_outcomes) {}

  std::span<std::uint64_t> counts;
  FanCounts* fan;
  DrawOutcomes* draws;
};

/// Control of a run: after a stop no further draws are begun. `progress` is called several times a
/// second, and at the end, on the thread that called run(), with the draws done and `outcomes`
/// [threshold][outcome], trajectories counted so far in this call of run().
using RunControl = Control<std::uint64_t, std::span<const std::uint64_t>>;

struct DeviceInfo {
  std::string kind;    ///< "cpu" or "cuda"
  std::string name;    ///< as the vendor names it
  std::string detail;  ///< instruction set and threads, or compute capability and memory
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual DeviceInfo device() const = 0;
  /// Memory of the host that run() takes beside what it counts into, about.
  virtual std::uint64_t host_bytes(const Forecast&) const { return 0; }
  /// Adds the counts of `range` to those of `to` and returns how many draws they are of: all, or,
  /// where it was stopped, the first so many of the range and no other. Throws
  /// std::runtime_error where the device fails; the counts are then worthless.
  virtual std::uint64_t run(const Forecast& forecast, Range range, const Tally& to,
                            const RunControl& control) = 0;
};

/// Instruction sets of the CPU engine, slowest first.
enum class CpuIsa { portable, neon, avx2, avx512 };
const char* isa_name(CpuIsa isa);
/// Those that are built in and that this processor runs; empty: the processor is too old.
std::vector<CpuIsa> usable_isas();

struct CpuOptions {
  int threads = 0;  ///< 0: all the process may use
  int isa = -1;     ///< a CpuIsa; -1: the fastest usable
  /// Draws that a thread takes at a time: few enough that threads end together, enough that taking
  /// them costs nothing.
  std::uint64_t chunk_draws = 16;
};
std::unique_ptr<Engine> make_cpu_engine(const CpuOptions& options = {});

/// CUDA devices that can be used; empty without a GPU, without a driver, or in a build without
/// CUDA. `why_none` (if given) then says which of these it is.
std::vector<DeviceInfo> cuda_devices(std::string* why_none = nullptr);
/// One engine over these devices (numbers of cuda_devices()), which share the draws of a run.
std::unique_ptr<Engine> make_cuda_engine(const std::vector<int>& devices = {0});

inline CountsLayout layout_of(const Forecast& forecast) {
  return {forecast.threshold_count, forecast.horizon, forecast.paths_per_draw};
}

/// Difference between this thread's floating-point behaviour and the one the digests rest on
/// (bits as in kernels/base/selftest.hpp); 0: none.
int cpu_selftest();

}  // namespace racecast
