#include "host/mpi/scenarios.hpp"

#include <atomic>
#include <chrono>
#include <map>
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
  std::map<int, std::size_t> in_hand;  // what each of the other ranks runs
  const auto hand_over = [&](int rank) {
    in_hand.erase(rank);
    const auto scenario = queue.next();
    if (!scenario) return;
    send(comm, rank, tag_scenario, RemoteTask{device, schedule.task(*scenario)});
    in_hand[rank] = *scenario;
  };
  // Takes a report and hands over the next task; false: there is no report.
  const auto hear = [&] {
    const auto message = waiting(comm, MPI_ANY_SOURCE, tag_report);
    if (!message) return false;
    const auto report = receive<Report>(comm, message->rank, tag_report);
    queue.ended(in_hand.at(message->rank), report.end);
    if (report.signalled) queue.stop();
    hand_over(message->rank);
    return true;
  };
  for (int rank = 1; rank < ranks; ++rank) hand_over(rank);
  OwnThread own_thread([&] { run_own(schedule.task, own, queue); }, [&] { queue.stop(); });
  Clock::time_point next = Clock::now();
  for (bool halted = false; !in_hand.empty() || !own_thread.ended();) {
    if (!hear()) std::this_thread::sleep_for(std::chrono::microseconds(500));
    if (Clock::now() >= next) {
      next = Clock::now() + std::chrono::milliseconds(100);
      queue.look_around();
    }
    if (halted || !queue.token().stop_requested()) continue;
    halted = true;  // all leave checkpoints
    for (const auto& [rank, scenario] : in_hand) send_bytes(comm, rank, tag_halt, {});
  }
  all_free();
  own_thread.join();
  queue.look_around();
  if (queue.token().stop_requested())
    throw Error(ErrorKind::interrupted, "the sweep was interrupted");
}

}  // namespace racecast::mpi
