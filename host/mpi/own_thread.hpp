// The part of rank 0 itself, beside the thread that talks to the other ranks.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <utility>

namespace racecast::mpi {

/// Runs `work` on a thread of its own. Where it throws, and at the end of this, `stop` is called:
/// it has to let `work`, and what else depends on it, come to an end.
class OwnThread {
 public:
  OwnThread(std::function<void()> work, std::function<void()> stop)
      : stop_(std::move(stop)), result_(std::async(std::launch::async, [this, work] {
          try {
            work();
          } catch (...) {
            stop_();
            throw;
          }
        })) {}
  ~OwnThread() { stop_(); }  // and waits: so does a future of std::async
  OwnThread(const OwnThread&) = delete;
  OwnThread& operator=(const OwnThread&) = delete;

  bool ended() const {
    return result_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }
  /// Rethrows what `work` threw.
  void join() { result_.get(); }

 private:
  std::function<void()> stop_;
  std::future<void> result_;  // last: it waits before what it uses ends
};

}  // namespace racecast::mpi
