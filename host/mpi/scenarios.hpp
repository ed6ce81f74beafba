// Whole scenarios of a sweep, run by the rank that is free.
#pragma once

#include "host/commands/scenario_scheduler.hpp"
#include "host/mpi/job.hpp"

namespace racecast::mpi {

/// A task as a rank learns of it, which takes its share of the device.
struct RemoteTask {
  DeviceChoice device;
  ScenarioTask task;
};

template <class Stream, MaybeConst<Setting> Message>
void fields(Stream& stream, Message& setting) {
  stream(setting.path, setting.text);
}
template <class Stream, MaybeConst<RemoteTask> Message>
void fields(Stream& stream, Message& remote) {
  auto& [scenario, config_digest, part] = remote.task;
  stream(remote.device, scenario.name, scenario.config, scenario.set, config_digest, part.file,
         part.command_line, part.resume);
}

/// For a rank that does not lead: runs the task and reports to rank 0. A halt and a signal leave a
/// checkpoint.
void run_and_report(MPI_Comm comm, const ScenarioTask& task, Engine& engine, StopToken stop);

/// For rank 0: ScenarioScheduler::run_scenarios(), with `own` for its part. Calls `all_free` once
/// no other rank has anything in hand.
struct Schedule {
  std::span<const std::size_t> scenarios;
  const ScenarioScheduler::TaskOf& task;
  const SweepObserver& observer;
  StopToken stop;
};
void run_on_ranks(MPI_Comm comm, int ranks, const DeviceChoice& device, Engine& own,
                  const Schedule& schedule, const std::function<void()>& all_free);

}  // namespace racecast::mpi
