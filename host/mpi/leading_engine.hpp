// The engine of rank 0: hands draws out to all ranks, itself among them, and adds up what they
// count; or hands out whole scenarios, which ranks run by themselves.
#pragma once

#include <memory>

#include "host/commands/scenario_scheduler.hpp"
#include "host/mpi/messages.hpp"

namespace racecast::mpi {

/// MPI is called by the thread that calls run() or run_scenarios() alone; the own engine works on
/// another. While the others are at a job, `at_a_job` is true: where an exception leaves it so,
/// they wait for what never comes. Nothing more can be asked of them then (std::logic_error), and
/// the job of all has to be aborted.
class LeadingEngine final : public Engine, public ScenarioScheduler {
 public:
  LeadingEngine(MPI_Comm comm, int ranks, DeviceChoice choice, std::unique_ptr<Engine> own,
                bool& at_a_job)
      : comm_(comm),
        ranks_(ranks),
        choice_(std::move(choice)),
        own_(std::move(own)),
        at_a_job_(at_a_job) {}

  DeviceInfo device() const override;
  std::uint64_t host_bytes(const Forecast& forecast) const override {
    return own_->host_bytes(forecast);
  }
  std::uint64_t run(const Forecast& forecast, Range range, const Tally& to,
                    const RunControl& control) override;

  int ranks() const override { return ranks_; }
  void run_scenarios(std::span<const std::size_t> scenarios, const TaskOf& task,
                     const SweepObserver& observer, StopToken stop) override;

 private:
  void begin_job();

  MPI_Comm comm_;
  int ranks_;
  DeviceChoice choice_;
  std::unique_ptr<Engine> own_;
  bool& at_a_job_;
};

}  // namespace racecast::mpi
