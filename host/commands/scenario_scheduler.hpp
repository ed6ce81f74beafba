// The scenarios of a sweep, any of which a rank can run by itself.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "host/forecast/run.hpp"
#include "host/machine/device.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/scenarios.hpp"

namespace racecast {

/// How the part of a scenario is made.
struct PartSettings {
  std::string file;          ///< where the result goes
  std::string command_line;  ///< of the sweep
  bool resume = false;       ///< go on from the scenario's checkpoint, where it has one
};

/// What a rank has to know of a scenario. Files are seen from where the sweep was started.
struct ScenarioTask {
  Scenario scenario;
  std::string config_digest;  ///< of its config when the sweep was checked
  PartSettings part;
};

/// Runs `config` and publishes its result. Throws Error(interrupted) where it was stopped
/// (a checkpoint is then kept), and another Error where it failed.
Result make_part(const Config& config, const PartSettings& part, Engine& engine,
                 const ForecastControl& control);

/// How a task ended.
struct ScenarioEnd {
  bool interrupted = false;
  std::string failure{};  ///< why it failed; empty: it did not
};

/// Runs the scenario from its config on, as a rank does that knows the task alone.
ScenarioEnd run_task(const ScenarioTask& task, Engine& engine, const ForecastControl& control);

/// Scenarios spread over ranks, each of which runs whole ones by itself.
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
