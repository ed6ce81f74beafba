#include "kernels/engine/workers.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace racecast {

SharedDraws::SharedDraws(Range range, int workers, std::size_t outcomes)
    : range_(range), workers_(static_cast<std::uint64_t>(workers)), outcomes_(outcomes) {}

Range SharedDraws::take(std::uint64_t most, std::uint64_t least) {
  std::uint64_t next = next_.load(std::memory_order_relaxed);
  for (;;) {
    if (stopped_.load(std::memory_order_relaxed) || next >= range_.draws) return {};
    const std::uint64_t left = range_.draws - next;
    const std::uint64_t fair = std::max(least, left / (2 * workers_));
    const std::uint64_t draws = std::min({most, fair, left});
    if (next_.compare_exchange_weak(next, next + draws, std::memory_order_relaxed))
      return {range_.first_draw + next, draws};
  }
}

void SharedDraws::finished(std::uint64_t draws, std::span<const std::uint64_t> outcomes) {
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    outcomes_[i].fetch_add(outcomes[i], std::memory_order_relaxed);
  done_.fetch_add(draws, std::memory_order_relaxed);
}

void SharedDraws::outcomes(std::span<std::uint64_t> so_far) const {
  for (std::size_t i = 0; i < so_far.size(); ++i)
    so_far[i] = outcomes_[i].load(std::memory_order_relaxed);
}

namespace {

/// The threads of one run.
class Crew {
 public:
  Crew(std::span<const Worker> workers, SharedDraws& draws, std::size_t outcomes,
       std::span<std::uint64_t> counts)
      : draws_(draws),
        counts_(counts),
        outcomes_(outcomes),
        running_(static_cast<int>(workers.size())) {
    threads_.reserve(workers.size());
    for (const Worker& worker : workers) threads_.emplace_back([this, &worker] { run(worker); });
  }
  /// Where watch() was left early, nobody wants what the threads still do.
  ~Crew() { draws_.stop(); }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// Passes progress on until all have ended.
  void watch(Sink& sink) {
    std::unique_lock lock(mutex_);
    while (running_ > 0) {
      if (ended_.wait_for(lock, std::chrono::milliseconds(100), [&] { return running_ == 0; }))
        break;
      lock.unlock();
      if (!tell(sink)) draws_.stop();
      lock.lock();
    }
    lock.unlock();
    if (failure_) std::rethrow_exception(failure_);
    tell(sink);
  }

 private:
  /// Whatever ends a worker, its end is reported.
  void run(const Worker& worker) {
    std::exception_ptr failure;
    try {
      std::vector<std::uint64_t> own(counts_.size());
      worker(draws_, own);
      const std::scoped_lock lock(mutex_);
      for (std::size_t i = 0; i < own.size(); ++i) counts_[i] += own[i];
    } catch (...) {
      failure = std::current_exception();
      draws_.stop();
    }
    const std::scoped_lock lock(mutex_);
    if (failure && !failure_) failure_ = failure;
    --running_;
    ended_.notify_one();
  }

  bool tell(Sink& sink) {
    draws_.outcomes(outcomes_);
    return sink.progress(draws_.done(), outcomes_);
  }

  SharedDraws& draws_;
  std::span<std::uint64_t> counts_;
  std::vector<std::uint64_t> outcomes_;
  std::mutex mutex_;
  std::condition_variable ended_;
  int running_;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace

std::uint64_t run_workers(std::span<const Worker> workers, const CountsLayout& layout, Range range,
                          std::span<std::uint64_t> counts, Sink& sink) {
  const std::size_t outcomes = static_cast<std::size_t>(layout.thresholds) * outcome_count;
  SharedDraws draws(range, static_cast<int>(workers.size()), outcomes);
  Crew crew(workers, draws, outcomes, counts);
  crew.watch(sink);
  return draws.done();
}

}  // namespace racecast
