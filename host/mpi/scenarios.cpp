#include "host/mpi/scenarios.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

#include "host/error.hpp"
#include "host/mpi/own_thread.hpp"

namespace racecast::mpi {
namespace {

using Clock = std::chrono::steady_clock;

/// How a task ended on a rank, and whether the rank got a signal.
struct Report {
  ScenarioEnd end;
  bool signalled = false;
};
template <class Stream, MaybeConst<Report> Message>
void fields(Stream& stream, Message& report) {
  stream(report.end.interrupted, report.end.failure, report.signalled);
}

/// The scenarios that are still to be run. The own thread and that of MPI share it, and call the
/// observer one at a time.
class ScenarioQueue {
 public:
  explicit ScenarioQueue(const Schedule& schedule) : schedule_(schedule) {}

  /// The next scenario; none: all are handed out, or the sweep stops.
  std::optional<std::size_t> next() {
    const std::scoped_lock lock(mutex_);
    if (stopped_ || next_ == schedule_.scenarios.size()) return {};
    schedule_.observer.begins(schedule_.scenarios[next_]);
    return schedule_.scenarios[next_++];
  }
  void ended(std::size_t scenario, const ScenarioEnd& end) {
    const std::scoped_lock lock(mutex_);
    if (end.interrupted)
      stopped_ = true;
    else
      schedule_.observer.ended(scenario, end.failure);
  }
  void stop() { stopped_ = true; }
  StopToken token() const { return StopToken(stopped_); }

  /// Lets the observer show how far the sweep is, and stops where the caller wants to.
  void look_around() {
    const std::scoped_lock lock(mutex_);
    schedule_.observer.waits();
    if (schedule_.stop.stop_requested()) stopped_ = true;
  }

 private:
  const Schedule& schedule_;
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::atomic<bool> stopped_{false};
};

/// The own engine's part. Its thread is the only one that opens result files meanwhile.
void run_own(const ScenarioScheduler::TaskOf& task, Engine& engine, ScenarioQueue& queue) {
  while (const auto scenario = queue.next())
    queue.ended(*scenario, run_task(task(*scenario), engine, {queue.token(), {}}));
}

/// The other ranks, and the scenario that each has in hand.
class Followers {
 public:
  Followers(MPI_Comm comm, int ranks, const DeviceChoice& device,
            const ScenarioScheduler::TaskOf& task, ScenarioQueue& queue)
      : comm_(comm),
        device_(device),
        task_(task),
        queue_(queue),
        in_hand_(static_cast<std::size_t>(ranks)) {
    for (int rank = 1; rank < ranks; ++rank) hand_over(rank);
  }
  bool at_work() const { return at_work_ > 0; }

  /// Takes a report and hands over the next task; false: there is no report.
  bool hear() {
    const auto message = waiting(comm_, MPI_ANY_SOURCE, tag_report);
    if (!message) return false;
    const auto report = receive<Report>(comm_, message->rank, tag_report);
    queue_.ended(*in_hand_[static_cast<std::size_t>(message->rank)], report.end);
    if (report.signalled) queue_.stop();
    --at_work_;
    hand_over(message->rank);
    return true;
  }
  /// Lets all leave checkpoints.
  void halt() {
    if (halted_) return;
    halted_ = true;
    for (std::size_t rank = 1; rank < in_hand_.size(); ++rank)
      if (in_hand_[rank]) send_bytes(comm_, static_cast<int>(rank), tag_halt, {});
  }

 private:
  void hand_over(int rank) {
    std::optional<std::size_t>& in_hand = in_hand_[static_cast<std::size_t>(rank)];
    in_hand = queue_.next();
    if (!in_hand) return;
    send(comm_, rank, tag_scenario, RemoteTask{device_, task_(*in_hand)});
    ++at_work_;
  }

  MPI_Comm comm_;
  const DeviceChoice& device_;
  const ScenarioScheduler::TaskOf& task_;
  ScenarioQueue& queue_;
  std::vector<std::optional<std::size_t>> in_hand_;
  int at_work_ = 0;
  bool halted_ = false;
};

}  // namespace

void run_and_report(MPI_Comm comm, const ScenarioTask& task, Engine& engine, StopToken stop) {
  std::atomic<bool> halted{false};
  const auto look_for_halt = [&](const Progress&) {
    halted = halted || stop.stop_requested() || waiting(comm, 0, tag_halt).has_value();
  };
  Report report;
  report.end = run_task(task, engine, {StopToken(halted), look_for_halt});
  report.signalled = stop.stop_requested();
  send(comm, 0, tag_report, report);
}

void run_on_ranks(MPI_Comm comm, int ranks, const DeviceChoice& device, Engine& own,
                  const Schedule& schedule, const std::function<void()>& all_free) {
  ScenarioQueue queue(schedule);
  Followers followers(comm, ranks, device, schedule.task, queue);
  OwnThread own_thread([&] { run_own(schedule.task, own, queue); }, [&] { queue.stop(); });
  Clock::time_point next = Clock::now();
  while (followers.at_work() || !own_thread.ended()) {
    if (!followers.hear()) std::this_thread::sleep_for(std::chrono::microseconds(500));
    if (Clock::now() >= next) {
      next = Clock::now() + std::chrono::milliseconds(100);
      queue.look_around();
    }
    if (queue.token().stop_requested()) followers.halt();
  }
  all_free();
  own_thread.join();
  queue.look_around();
  if (queue.token().stop_requested())
    throw Error(ErrorKind::interrupted, "the sweep was interrupted");
}

}  // namespace racecast::mpi
