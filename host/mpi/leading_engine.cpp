#include "host/mpi/leading_engine.hpp"

#include <chrono>
#include <string>
#include <thread>

#include "host/mpi/job.hpp"
#include "host/mpi/own_thread.hpp"
#include "host/mpi/scenarios.hpp"
#include "host/result/packed_counts.hpp"
#include "kernels/engine/workers.hpp"

namespace racecast::mpi {
namespace {

using Clock = std::chrono::steady_clock;

/// Adds what a rank has done and hands out the next draws; none: all are, or the run was stopped.
Range exchange(DrawQueue& queue, const DrawRequest& request, int thresholds) {
  const auto cells = static_cast<std::size_t>(thresholds) * outcome_count;
  queue.finished(request.done, std::span(&request.outcomes[0][0], cells));
  if (request.stop) queue.close();
  return queue.take(request.wanted, least_draws);
}

/// The own engine's part.
void run_own(Engine& engine, const Forecast& forecast, const Tally& to, DrawQueue& queue) {
  DrawRequest request;
  for (;;) {
    const Range range = exchange(queue, request, forecast.threshold_count);
    if (range.draws == 0) return;
    request = run_chunk(engine, forecast, range, to);
  }
}

/// Answers the ranks until all have their last answer and the own engine has ended.
void serve(MPI_Comm comm, int others, const OwnThread& own, DrawQueue& queue, int thresholds,
           const RunControl& control) {
  Clock::time_point next = Clock::now();
  while (others > 0 || !own.ended()) {
    if (const auto message = waiting(comm, MPI_ANY_SOURCE, tag_request)) {
      const auto request = receive<DrawRequest>(comm, message->rank, tag_request);
      const Range range = exchange(queue, request, thresholds);
      send(comm, message->rank, tag_range, range);
      if (range.draws == 0) --others;
    } else {
      std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
    if (Clock::now() < next) continue;
    next = Clock::now() + std::chrono::milliseconds(100);
    queue.report(control);
  }
}

}  // namespace

DeviceInfo LeadingEngine::device() const {
  DeviceInfo info = own_->device();
  info.detail += "; " + std::to_string(ranks_) + " MPI ranks";
  return info;
}

std::uint64_t LeadingEngine::run(const Forecast& forecast, Range range, const Tally& to,
                                 const RunControl& control) {
  const Bytes job = packed(job_of(choice_, forecast, to));
  begin_job();
  for (int rank = 1; rank < ranks_; ++rank) send_bytes(comm_, rank, tag_job, job);
  const int thresholds = forecast.threshold_count;
  DrawQueue queue(range, static_cast<std::size_t>(ranks_),
                  static_cast<std::size_t>(thresholds) * outcome_count, control.stop);
  OwnThread own([&] { run_own(*own_, forecast, to, queue); }, [&] { queue.close(); });
  serve(comm_, ranks_ - 1, own, queue, thresholds, control);
  // The others have ended the job and wait to be heard, whatever became of the own engine.
  gather(
      comm_, [] { return Bytes(); }, [&](const Bytes& other) { unpack_counts(other, to); });
  at_a_job_ = false;
  own.join();
  queue.report(control);
  return queue.done();
}

void LeadingEngine::begin_job() {
  if (at_a_job_)
    throw std::logic_error(
        "an earlier failure left the ranks amid their work; start it again, with --resume");
  at_a_job_ = true;
}

void LeadingEngine::run_scenarios(std::span<const std::size_t> scenarios, const TaskOf& task,
                                  const SweepObserver& observer, StopToken stop) {
  begin_job();
  run_on_ranks(comm_, ranks_, choice_, *own_, {scenarios, task, observer, stop},
               [&] { at_a_job_ = false; });
}

}  // namespace racecast::mpi
