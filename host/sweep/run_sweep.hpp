// Running the scenarios of a sweep, and putting their parts together.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>

#include "host/results/sweep_result.hpp"
#include "host/sweep/parts.hpp"

namespace racecast {

/// Runs one config and publishes its result at `part_file`. Throws Error(interrupted) where the run
/// was asked to stop, and another Error where it failed.
using ScenarioRunner = std::function<Result(const Config&, const std::string& part_file)>;

/// Callbacks of a sweep that runs.
struct SweepObserver {
  std::function<void(std::size_t scenario)> begins = [](std::size_t) {};
  /// `why` is the reason of a failure; empty: it succeeded.
  std::function<void(std::size_t scenario, const std::string& why)> ended =
      [](std::size_t, const std::string&) {};
  /// Called several times a second while ranks run scenarios by themselves.
  std::function<void()> waits = [] {};
};

/// Why scenarios failed, by their number.
using Failures = std::map<std::size_t, std::string>;

/// Runs the scenarios in `wanted`, in this order. One that fails does not stop the others; only
/// Error(interrupted) is thrown on.
Failures run_scenarios(const SweepPlan& plan, std::span<const std::size_t> wanted,
                       const PartsFolder& folder, const ScenarioRunner& run,
                       const SweepObserver& observer = {});

/// Whether a sweep's file is what the plan gives, with no scenario that failed.
bool is_sweep_of(const SweepResult& result, const SweepPlan& plan);

/// The result of the whole sweep, from its parts; a scenario without a good part has failed, for
/// the reason in `failures` or because of its part. Its counts are zero. Looks at `stop` before
/// each part, and throws Error(interrupted) where it asks to stop.
SweepResult assemble(const SweepPlan& plan, const PartsFolder& folder, const Failures& failures,
                     StopToken stop = {});

}  // namespace racecast
