#include "host/mpi/leading_engine.hpp"

#include <chrono>
#include <mutex>
#include <string>
#include <thread>

#include "host/mpi/job.hpp"
#include "host/mpi/own_thread.hpp"
#include "host/mpi/scenarios.hpp"
#include "host/mpi/schedule.hpp"
#include "host/results/packed_counts.hpp"

namespace racecast::mpi {
namespace {

using Clock = std::chrono::steady_clock;

/// One run: who has which draws, and what they ended as. The own thread and that of MPI share it.
class Course {
 public:
  Course(const CountsLayout& layout, Range range, int ranks)
      : schedule_(range, ranks),
        outcomes_(static_cast<std::size_t>(layout.thresholds) * outcome_count) {}

  /// Notes what a rank has done and deals it the next draws.
  Range exchange(int rank, const Ask& ask) {
    const std::scoped_lock lock(mutex_);
    if (ask.interrupted) schedule_.stop();
    schedule_.took(rank, ask.draws, ask.seconds);
    for (std::size_t i = 0; i < outcomes_.size(); ++i) outcomes_[i] += (&ask.outcomes[0][0])[i];
    return schedule_.next(rank);
  }
  void stop() {
    const std::scoped_lock lock(mutex_);
    schedule_.stop();
  }
  std::uint64_t done() {
    const std::scoped_lock lock(mutex_);
    return schedule_.done();
  }
  void report(const RunControl& control) {
    std::unique_lock lock(mutex_);
    const std::vector<std::uint64_t> outcomes = outcomes_;
    const std::uint64_t done = schedule_.done();
    lock.unlock();
    control.report(done, outcomes);
  }

 private:
  std::mutex mutex_;
  Schedule schedule_;
  std::vector<std::uint64_t> outcomes_;
};

/// The own engine's part.
void run_own(Engine& engine, const Forecast& forecast, const Tally& to, Course& course) {
  Ask ask;
  for (Range range = course.exchange(0, ask); range.draws > 0; range = course.exchange(0, ask))
    ask = run_chunk(engine, forecast, range, to);
}

/// Answers the ranks until all have their last answer and the own engine has ended.
void deal_draws(MPI_Comm comm, int others, const OwnThread& own, Course& course,
                const RunControl& control) {
  Clock::time_point next = Clock::now();
  while (others > 0 || !own.ended()) {
    if (const auto message = waiting(comm, MPI_ANY_SOURCE, tag_ask)) {
      const Ask ask = Reader(receive(comm, message->rank, tag_ask)).take<Ask>();
      const Range range = course.exchange(message->rank, ask);
      send(comm, message->rank, tag_range, std::as_bytes(std::span(&range, 1)));
      if (range.draws == 0) --others;
    } else {
      std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
    if (Clock::now() < next) continue;
    next = Clock::now() + std::chrono::milliseconds(100);
    course.report(control);
    if (control.stop.stop_requested()) course.stop();
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
  for (int rank = 1; rank < ranks_; ++rank) send(comm_, rank, tag_job, job);
  Course course(layout_of(forecast), range, ranks_);
  OwnThread own([&] { run_own(*own_, forecast, to, course); }, [&] { course.stop(); });
  deal_draws(comm_, ranks_ - 1, own, course, control);
  // The others have ended the job and wait to be heard, whatever became of the own engine.
  gather(
      comm_, [] { return Bytes(); }, [&](const Bytes& other) { unpack_counts(other, to); });
  at_a_job_ = false;
  own.join();
  course.report(control);
  return course.done();
}

void LeadingEngine::begin_job() {
  if (at_a_job_)
    throw std::logic_error(
        "an earlier failure left the ranks amid their work; start it again, with --resume");
  at_a_job_ = true;
}

void LeadingEngine::deal(std::size_t orders, const std::function<ScenarioOrder(std::size_t)>& order,
                         const DealObserver& observer, StopToken stop) {
  begin_job();
  deal_scenarios(comm_, ranks_, choice_, *own_, orders, order, observer, stop,
                 [&] { at_a_job_ = false; });
}

}  // namespace racecast::mpi
