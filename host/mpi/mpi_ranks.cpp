#include "host/mpi/mpi_ranks.hpp"

#include <sched.h>

#include "host/command_line/signal_guard.hpp"
#include "host/mpi/job.hpp"
#include "host/mpi/leading_engine.hpp"
#include "host/mpi/scenarios.hpp"
#include "host/result/packed_counts.hpp"

namespace racecast::mpi {
namespace {

/// For each of the ranks of a machine.
int threads_of(MPI_Comm local, int ranks) {
  cpu_set_t own, all;  // a bit for each processor that this process may use, and any of the ranks
  CPU_ZERO(&own);
  if (sched_getaffinity(0, sizeof own, &own) != 0) CPU_ZERO(&own);
  check(MPI_Allreduce(&own, &all, sizeof own, MPI_BYTE, MPI_BOR, local), "comparing processors");
  const int mine = CPU_COUNT(&own);
  int sum = 0;
  check(MPI_Allreduce(&mine, &sum, 1, MPI_INT, MPI_SUM, local), "comparing processors");
  return fair_threads(mine, sum, CPU_COUNT(&all), ranks);
}

}  // namespace

MpiRanks::MpiRanks(MPI_Comm comm) : comm_(comm) {
  check(MPI_Comm_rank(comm, &rank_), "counting ranks");
  check(MPI_Comm_size(comm, &size_), "counting ranks");
  MPI_Comm local = MPI_COMM_NULL;
  check(MPI_Comm_split_type(comm, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &local),
        "finding the ranks of a machine");
  check(MPI_Comm_rank(local, &slot_.number), "counting ranks of a machine");
  check(MPI_Comm_size(local, &slot_.of), "counting ranks of a machine");
  slot_.threads = threads_of(local, slot_.of);
  MPI_Comm_free(&local);
}

DeviceChoice MpiRanks::own_share(const DeviceChoice& choice) const {
  const int gpus = choice.device == "cpu" ? 0 : static_cast<int>(cuda_devices().size());
  return share_of(choice, slot_, gpus);
}

ChosenEngine MpiRanks::lead(const DeviceChoice& choice, ChosenEngine own) {
  if (size_ == 1) return own;
  auto engine =
      std::make_unique<LeadingEngine>(comm_, size_, choice, std::move(own.engine), at_a_job_);
  LeadingEngine* scheduler = engine.get();
  return {std::move(engine), own.note, scheduler};
}

Engine& MpiRanks::engine_of(const DeviceChoice& choice) {
  if (kept_ == nullptr || !(choice == kept_choice_)) {
    kept_ = choose_engine(own_share(choice)).engine;
    kept_choice_ = choice;
  }
  return *kept_;
}

void MpiRanks::follow() {
  const SignalGuard guard;  // rank 0 decides what a signal means
  for (;;) {
    const Waiting message = wait_for(comm_, 0);
    const Bytes bytes = receive_bytes(comm_, 0, static_cast<Tag>(message.tag));
    if (message.tag == tag_stop) return;
    if (message.tag == tag_job) work(bytes, guard.stop());
    if (message.tag == tag_scenario) {
      const auto remote = unpacked<RemoteTask>(bytes);
      run_and_report(comm_, remote.task, engine_of(remote.device), guard.stop());
    }
    // tag_halt: the scenario has ended meanwhile, and rank 0 knows.
  }
}

void MpiRanks::work(const Bytes& message, StopToken stop) {
  const auto job = unpacked<Job>(message);
  const Forecast forecast = job.bound();
  Engine& engine = engine_of(job.device);
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout_of(forecast).size()));
  FanCounts fan = job.fan ? FanCounts(forecast.horizon) : FanCounts();
  DrawOutcomes draws = job.draws
                           ? DrawOutcomes(forecast.threshold_count, job.first_kept, job.run_draws)
                           : DrawOutcomes();
  if (job.months) draws.ask_months();
  const Tally tally(counts, job.fan ? &fan : nullptr, job.draws ? &draws : nullptr);
  DrawRequest request;
  for (;;) {
    request.stop = stop.stop_requested();
    send(comm_, 0, tag_request, request);
    wait_for(comm_, 0);
    const auto range = receive<Range>(comm_, 0, tag_range);
    if (range.draws == 0) break;
    request = run_chunk(engine, forecast, range, tally);
  }
  gather(
      comm_, [&] { return pack_counts(counts, fan, draws); },
      [&](const Bytes& other) { unpack_counts(other, tally); });
}

void MpiRanks::dismiss(int exit_code) {
  if (at_a_job_) MPI_Abort(comm_, exit_code);
  for (int rank = 1; rank < size_; ++rank) send_bytes(comm_, rank, tag_stop, {});
}

}  // namespace racecast::mpi
