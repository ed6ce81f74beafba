#include "host/mpi/scenarios.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

#include "host/error.hpp"
#include "host/mpi/job.hpp"
#include "host/mpi/own_thread.hpp"

namespace racecast::mpi {
namespace {

using Clock = std::chrono::steady_clock;
using OrderOf = std::function<ScenarioOrder(std::size_t)>;

/// How a scenario ended on a rank, and whether the rank was told to stop.
struct Report {
  ScenarioEnd end;
  bool signalled = false;
};

Bytes packed(const Report& report) {
  Writer to;
  to.put(report.end.interrupted);
  to.put(report.signalled);
  to.put_text(report.end.failure);
  return to.bytes();
}

Report unpacked_report(std::span<const std::byte> bytes) {
  Reader from(bytes);
  Report report;
  report.end.interrupted = from.take<bool>();
  report.signalled = from.take<bool>();
  report.end.failure = from.take_text();
  return report;
}

/// Which scenarios are dealt, and how they ended. The own thread and that of MPI share it.
class Round {
 public:
  explicit Round(std::size_t orders) : orders_(orders) {}

  /// The next order; none: all are dealt, or the sweep stops.
  std::optional<std::size_t> next() {
    const std::scoped_lock lock(mutex_);
    if (stopped_ || next_ == orders_) return {};
    news_.push_back({true, next_, {}});
    return next_++;
  }
  void ended(std::size_t order, const ScenarioEnd& end) {
    const std::scoped_lock lock(mutex_);
    if (end.interrupted)
      stopped_ = true;
    else
      news_.push_back({false, order, end.failure});
  }
  void stop() { stopped_ = true; }
  bool stopped() const { return stopped_; }
  StopToken token() const { return StopToken(stopped_); }

  /// Passes on what has happened since.
  void tell(const DealObserver& observer) {
    std::vector<News> news;
    {
      const std::scoped_lock lock(mutex_);
      news.swap(news_);
    }
    for (const News& each : news)
      if (each.begins)
        observer.begins(each.order);
      else
        observer.ended(each.order, each.failure);
  }

 private:
  struct News {
    bool begins;
    std::size_t order;
    std::string failure;
  };

  std::mutex mutex_;
  std::size_t orders_, next_ = 0;
  std::vector<News> news_;
  std::atomic<bool> stopped_{false};
};

/// The own engine's part. Its thread is the only one that opens result files meanwhile.
void run_own(const OrderOf& order, Engine& engine, Round& round) {
  while (const auto i = round.next())
    round.ended(*i, carry_out(order(*i), engine, {round.token(), {}}));
}

/// The other ranks: what each has in hand.
class Others {
 public:
  Others(MPI_Comm comm, int ranks, const DeviceChoice& device, const OrderOf& order, Round& round)
      : comm_(comm),
        device_(device),
        order_(order),
        round_(round),
        in_hand_(static_cast<std::size_t>(ranks)) {
    for (int rank = 1; rank < ranks; ++rank) hand(rank);
  }
  bool at_work() const { return at_work_ > 0; }

  /// Takes a report and hands out the next order; false: there is none.
  bool hear() {
    const auto message = waiting(comm_, MPI_ANY_SOURCE, tag_report);
    if (!message) return false;
    const Report report = unpacked_report(receive(comm_, message->rank, tag_report));
    round_.ended(*in_hand_[static_cast<std::size_t>(message->rank)], report.end);
    if (report.signalled) round_.stop();
    --at_work_;
    hand(message->rank);
    return true;
  }
  /// Lets all leave checkpoints.
  void halt() {
    if (halted_) return;
    halted_ = true;
    for (std::size_t rank = 1; rank < in_hand_.size(); ++rank)
      if (in_hand_[rank]) send(comm_, static_cast<int>(rank), tag_halt, {});
  }

 private:
  void hand(int rank) {
    std::optional<std::size_t>& in_hand = in_hand_[static_cast<std::size_t>(rank)];
    in_hand = round_.next();
    if (!in_hand) return;
    send(comm_, rank, tag_scenario, packed(RemoteOrder{device_, order_(*in_hand)}));
    ++at_work_;
  }

  MPI_Comm comm_;
  const DeviceChoice& device_;
  const OrderOf& order_;
  Round& round_;
  std::vector<std::optional<std::size_t>> in_hand_;
  int at_work_ = 0;
  bool halted_ = false;
};

}  // namespace

Bytes packed(const RemoteOrder& remote) {
  Writer to;
  put_device(to, remote.device);
  const Scenario& scenario = remote.order.scenario;
  to.put_text(scenario.name);
  to.put_text(scenario.config);
  to.put(scenario.set.size());
  for (const Setting& setting : scenario.set) {
    to.put_text(setting.path);
    to.put_text(setting.text);
  }
  to.put_text(remote.order.config_digest);
  to.put_text(remote.order.part.file);
  to.put_text(remote.order.part.command_line);
  to.put(remote.order.part.resume);
  return to.bytes();
}

RemoteOrder unpacked_order(std::span<const std::byte> bytes) {
  Reader from(bytes);
  RemoteOrder remote;
  remote.device = take_device(from);
  Scenario& scenario = remote.order.scenario;
  scenario.name = from.take_text();
  scenario.config = from.take_text();
  scenario.set.resize(from.take<std::size_t>());
  for (Setting& setting : scenario.set) {
    setting.path = from.take_text();
    setting.text = from.take_text();
  }
  remote.order.config_digest = from.take_text();
  remote.order.part.file = from.take_text();
  remote.order.part.command_line = from.take_text();
  remote.order.part.resume = from.take<bool>();
  return remote;
}

void run_order(MPI_Comm comm, const ScenarioOrder& order, Engine& engine, StopToken stop) {
  std::atomic<bool> halted{false};
  const auto look_for_halt = [&](const Progress&) {
    halted = halted || stop.stop_requested() || waiting(comm, 0, tag_halt).has_value();
  };
  Report report;
  report.end = carry_out(order, engine, {StopToken(halted), look_for_halt});
  report.signalled = stop.stop_requested();
  send(comm, 0, tag_report, packed(report));
}

void deal_scenarios(MPI_Comm comm, int ranks, const DeviceChoice& device, Engine& own,
                    std::size_t orders, const OrderOf& order, const DealObserver& observer,
                    StopToken stop, const std::function<void()>& all_free) {
  Round round(orders);
  Others others(comm, ranks, device, order, round);
  OwnThread own_thread([&] { run_own(order, own, round); }, [&] { round.stop(); });
  Clock::time_point next = Clock::now();
  while (others.at_work() || !own_thread.ended()) {
    if (!others.hear()) std::this_thread::sleep_for(std::chrono::microseconds(500));
    if (Clock::now() >= next) {
      next = Clock::now() + std::chrono::milliseconds(100);
      round.tell(observer);
      observer.waits();
      if (stop.stop_requested()) round.stop();
    }
    if (round.stopped()) others.halt();
  }
  all_free();
  own_thread.join();
  round.tell(observer);
  observer.waits();
  if (stop.stop_requested() || round.stopped())
    throw Error(ErrorKind::interrupted, "the sweep was interrupted");
}

}  // namespace racecast::mpi
