// The work of `racecast sweep`: its scenarios one by one, each with its part.
#pragma once

#include <string>

#include "host/commands/interrupt.hpp"
#include "host/commands/run_settings.hpp"
#include "host/sweep/run_sweep.hpp"

namespace racecast {

struct SweepCommand : RunSettings {
  std::string sweep;
  bool resume = false, keep = false, list = false;
};

/// Runs the scenarios that have no part yet, and puts all parts together. Throws Error(usage) where
/// there are parts and --resume is not given, and Error(interrupted), with what to do, where the
/// guard has seen a signal.
SweepResult compute_sweep(const SweepCommand& command, const SweepPlan& plan,
                          const PartsFolder& folder, const InterruptGuard& guard);

}  // namespace racecast
