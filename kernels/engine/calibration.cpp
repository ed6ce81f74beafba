#include "kernels/engine/calibration.hpp"

#include <algorithm>
#include <array>
#include <barrier>
#include <chrono>
#include <thread>
#include <vector>

#include "kernels/engine/cpu_features.hpp"

RC_DECLARE_CALIBRATION(portable)
#if defined(RC_HAVE_AVX2)
RC_DECLARE_CALIBRATION(avx2)
#endif
#if defined(RC_HAVE_AVX512)
RC_DECLARE_CALIBRATION(avx512)
#endif

namespace racecast {
namespace {

using Clock = std::chrono::steady_clock;
using RunCalibration = decltype(&portable::run_calibration);

RunCalibration loops_of([[maybe_unused]] CpuIsa isa) {
#if defined(RC_HAVE_AVX2)
  if (isa == CpuIsa::avx2) return avx2::run_calibration;
#endif
#if defined(RC_HAVE_AVX512)
  if (isa == CpuIsa::avx512) return avx512::run_calibration;
#endif
  return portable::run_calibration;
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Some ten microseconds: long beside a look at the clock.
constexpr std::uint64_t rounds_at_once = 4096;

/// What one thread issues a second.
double rate_of_thread(RunCalibration run, CalibrationLoop loop, double seconds) {
  run(loop, rounds_at_once);  // the clock of a core may change with the first wide vectors
  const Clock::time_point start = Clock::now();
  std::uint64_t issued = 0;
  double took = 0;
  do {
    issued += run(loop, rounds_at_once);
    took = seconds_since(start);
  } while (took < seconds);
  return static_cast<double>(issued) / took;
}

constexpr std::size_t loop_count = static_cast<std::size_t>(CalibrationLoop::last);
using LoopRates = std::array<double, loop_count>;

/// Runs every loop on all threads at once, one loop after the other.
LoopRates measure(RunCalibration run, int threads, double seconds) {
  const double each = seconds / static_cast<double>(loop_count);
  std::vector<LoopRates> of_thread(static_cast<std::size_t>(threads));
  std::barrier together(threads);
  {
    std::vector<std::jthread> pool;
    for (LoopRates& rates : of_thread)
      pool.emplace_back([&, run, each] {
        for (std::size_t loop = 0; loop < loop_count; ++loop) {
          together.arrive_and_wait();
          rates[loop] = rate_of_thread(run, static_cast<CalibrationLoop>(loop), each);
        }
      });
  }
  LoopRates sum{};
  for (const LoopRates& rates : of_thread)
    for (std::size_t loop = 0; loop < loop_count; ++loop) sum[loop] += rates[loop];
  return sum;
}

}  // namespace

LaneShape lane_shape([[maybe_unused]] CpuIsa isa) {
#if defined(RC_HAVE_AVX2)
  if (isa == CpuIsa::avx2) return avx2::calibrated_lanes();
#endif
#if defined(RC_HAVE_AVX512)
  if (isa == CpuIsa::avx512) return avx512::calibrated_lanes();
#endif
  return portable::calibrated_lanes();
}

IssueRates cpu_issue_rates(const CpuOptions& options, double seconds) {
  const CpuIsa isa = options.isa < 0 ? usable_isas().back() : static_cast<CpuIsa>(options.isa);
  const int threads = options.threads > 0 ? options.threads : available_threads();
  const LoopRates rates = measure(loops_of(isa), threads, seconds);
  const auto rate = [&](CalibrationLoop loop) { return rates[static_cast<std::size_t>(loop)]; };
  const double multiplying = rate(CalibrationLoop::multiply);
  const auto displaced = [&](CalibrationLoop loop) {
    return std::max(0.0, multiplying / rate(loop) - fused_beside_division);
  };
  return {multiplying,
          rate(CalibrationLoop::add),
          std::max({multiplying, rate(CalibrationLoop::add), rate(CalibrationLoop::multiply_add),
                    rate(CalibrationLoop::multiply_logic)}),
          rate(CalibrationLoop::divide),
          rate(CalibrationLoop::root),
          displaced(CalibrationLoop::multiply_divide),
          displaced(CalibrationLoop::multiply_root)};
}

}  // namespace racecast
