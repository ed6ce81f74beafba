// How the caller of long work stops it, and follows how far it is.
#pragma once

#include <atomic>
#include <functional>
#include <utility>

namespace racecast {

/// A view of a flag that another thread or a signal handler sets. Without a flag: never stop.
class StopToken {
 public:
  StopToken() = default;
  explicit StopToken(const std::atomic<bool>& flag) : flag_(&flag) {}
  bool stop_requested() const { return flag_ != nullptr && flag_->load(std::memory_order_relaxed); }

 private:
  const std::atomic<bool>* flag_ = nullptr;
};

/// A stop token, and a callback for progress, if any. Its arguments, and when and on which thread
/// it is called, depend on the work.
template <class... Progress>
struct Control {
  StopToken stop = {};
  std::function<void(Progress...)> progress = {};

  void report(Progress... now) const {
    if (progress) progress(std::forward<Progress>(now)...);
  }
};

}  // namespace racecast
