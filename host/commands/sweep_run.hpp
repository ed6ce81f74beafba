// The work of `racecast sweep`: its scenarios one by one, each with its part.
#pragma once

#include <string>

#include "host/commands/run_settings.hpp"
#include "host/sweep/run_sweep.hpp"

namespace racecast {

struct SweepCommand : RunSettings {
  std::string sweep;
  std::string shard = "1/1";
  Shard part = {};           ///< what --shard says
  std::string command_line;  ///< the whole of it
  Ranks* ranks = nullptr;    ///< of the call
  bool resume = false, keep = false, list = false;
};

/// Runs the scenarios of the shard that have no part yet; which failed, and why. Throws
/// Error(usage) where there are parts and neither --resume nor --shard is given, and
/// Error(interrupted), with what to do, where it was stopped.
Failures compute_parts(const SweepCommand& command, const SweepPlan& plan,
                       const PartsFolder& folder, StopToken stop);

/// assemble(), with the same Error(interrupted).
SweepResult put_together(const SweepPlan& plan, const PartsFolder& folder, const Failures& failures,
                         StopToken stop);

}  // namespace racecast
