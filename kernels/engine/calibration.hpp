// How fast this machine can issue vector arithmetic at best: the measure that an engine is held to.
#pragma once

#include <optional>

#include "kernels/engine/calibration_isa.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {

/// Of the engine's build for this instruction set.
LaneShape lane_shape(CpuIsa isa);

/// Vector instructions a second, of all threads together and at the same time, where nothing waits
/// for memory or for a result.
struct IssueRates {
  double multiplying;  ///< a b + c: what the multiplying pipes issue
  double adding;       ///< a + b: what the adding pipes issue; they may be the same pipes
  double all;          ///< the fastest mixture of a b + c with sums or bitwise operations
  double dividing;     ///< a / b
  double rooting;      ///< square roots
  /// Instructions a b + c that one division, one root displaces where there are many of them.
  double multiplies_per_division;
  double multiplies_per_root;
};

/// Rates of the CPU engine of these options, measured for about `seconds`.
IssueRates cpu_issue_rates(const CpuOptions& options, double seconds);

/// The same of a CUDA device, of instructions of 32 lanes; empty: not measured.
std::optional<IssueRates> cuda_issue_rates(int device, double seconds);

}  // namespace racecast
