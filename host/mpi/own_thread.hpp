// The part of rank 0 itself, beside the thread that talks to the other ranks.
#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <thread>

namespace racecast::mpi {

/// Runs `work` on a thread of its own. Where it throws, and where this ends before join(), `stop`
/// is called: it has to let `work`, and what else depends on it, come to an end.
class OwnThread {
 public:
  OwnThread(std::function<void()> work, std::function<void()> stop)
      : stop_(std::move(stop)), thread_([this, work = std::move(work)] { run(work); }) {}
  ~OwnThread() {
    if (thread_.joinable()) stop_();
  }
  OwnThread(const OwnThread&) = delete;
  OwnThread& operator=(const OwnThread&) = delete;

  bool ended() const { return ended_.load(); }
  /// Rethrows what `work` threw.
  void join() {
    thread_.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void run(const std::function<void()>& work) {
    try {
      work();
    } catch (...) {
      failure_ = std::current_exception();
      stop_();
    }
    ended_ = true;
  }

  std::function<void()> stop_;
  std::atomic<bool> ended_{false};
  std::exception_ptr failure_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace racecast::mpi
