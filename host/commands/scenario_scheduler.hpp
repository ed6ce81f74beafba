// Scenarios spread over ranks, each of which runs whole ones by itself.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "host/commands/scenario_task.hpp"
#include "host/sweep/run_sweep.hpp"

namespace racecast {

class ScenarioScheduler {
 public:
  using TaskOf = std::function<ScenarioTask(std::size_t scenario)>;

  virtual ~ScenarioScheduler() = default;
  virtual int ranks() const = 0;
  /// Runs the scenarios in this order, each on the rank that is free first, this one among them.
  /// `task` and `observer` are called from several threads, the observer by one at a time. What
  /// fails does not stop the others. Throws Error(interrupted) where it was stopped or a rank got a
  /// signal, once all have stopped: scenarios that had begun have checkpoints.
  virtual void run_scenarios(std::span<const std::size_t> scenarios, const TaskOf& task,
                             const SweepObserver& observer, StopToken stop) = 0;
};

}  // namespace racecast
