#include "kernels/engine/workers.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace racecast {

DrawQueue::DrawQueue(Range range, std::size_t workers, std::size_t outcomes, StopToken stop)
    : range_(range), workers_(workers), stop_(stop), outcomes_(outcomes) {}

Range DrawQueue::take(std::uint64_t most, std::uint64_t least) {
  std::uint64_t next = next_.load(std::memory_order_relaxed);
  for (;;) {
    if (closed_.load(std::memory_order_relaxed) || stop_.stop_requested() || next >= range_.draws)
      return {};
    const std::uint64_t left = range_.draws - next;
    const std::uint64_t fair = std::max(least, left / (2 * workers_));
    const std::uint64_t draws = std::min({most, fair, left});
    if (next_.compare_exchange_weak(next, next + draws, std::memory_order_relaxed))
      return {range_.first_draw + next, draws};
  }
}

void DrawQueue::finished(std::uint64_t draws, std::span<const std::uint64_t> outcomes) {
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    outcomes_[i].fetch_add(outcomes[i], std::memory_order_relaxed);
  done_.fetch_add(draws, std::memory_order_relaxed);
}

void DrawQueue::report(const RunControl& control) const {
  const std::vector<std::uint64_t> outcomes(outcomes_.begin(), outcomes_.end());
  control.report(done(), outcomes);
}

namespace {

/// The threads of one run.
class ThreadPool {
 public:
  ThreadPool(std::span<const Worker> workers, DrawQueue& queue, std::span<std::uint64_t> counts)
      : queue_(queue), counts_(counts), running_(workers.size()) {
    threads_.reserve(workers.size());
    for (const Worker& worker : workers) threads_.emplace_back([this, &worker] { run(worker); });
  }
  /// Where wait() was left early, what the threads still do is of no use.
  ~ThreadPool() { queue_.close(); }
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// Reports progress until all threads have ended. Rethrows the first failure.
  void wait(const RunControl& control) {
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, std::chrono::milliseconds(100), [&] { return running_ == 0; })) {
      lock.unlock();
      queue_.report(control);
      lock.lock();
    }
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  /// Whatever ends a worker, its end is reported.
  void run(const Worker& worker) {
    std::exception_ptr failure;
    try {
      std::vector<std::uint64_t> own(counts_.size());
      worker(queue_, own);
      const std::scoped_lock lock(mutex_);
      for (std::size_t i = 0; i < own.size(); ++i) counts_[i] += own[i];
    } catch (...) {
      failure = std::current_exception();
      queue_.close();
    }
    const std::scoped_lock lock(mutex_);
    if (failure && !failure_) failure_ = failure;
    --running_;
    ended_.notify_one();
  }

  DrawQueue& queue_;
  std::span<std::uint64_t> counts_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t running_;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace

std::uint64_t run_workers(std::span<const Worker> workers, const CountsLayout& layout, Range range,
                          std::span<std::uint64_t> counts, const RunControl& control) {
  const std::size_t outcomes = static_cast<std::size_t>(layout.thresholds) * outcome_count;
  DrawQueue queue(range, workers.size(), outcomes, control.stop);
  ThreadPool(workers, queue, counts).wait(control);
  queue.report(control);
  return queue.done();
}

}  // namespace racecast
