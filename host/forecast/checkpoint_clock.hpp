// When the next checkpoint of a run is due.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace racecast {

class CheckpointClock {
 public:
  /// `wanted`: as CheckpointPolicy::seconds.
  explicit CheckpointClock(std::optional<double> wanted) : wanted_(wanted) {}

  /// `fraction` of the run was done in `seconds` of work.
  bool due(double seconds, double fraction) const {
    const double waited = std::chrono::duration<double>(Clock::now() - last_).count();
    if (wanted_) return *wanted_ > 0 && waited >= *wanted_;
    constexpr double longest = 300, share_of_run = 0.05, costs_between = 150;
    const double estimated = fraction > 0 ? seconds / fraction : longest / share_of_run;
    return waited >= std::max(std::min(longest, share_of_run * estimated), costs_between * cost_);
  }
  /// One was made, and held the work up so long.
  void took(double seconds) {
    cost_ = seconds;
    last_ = Clock::now();
  }

 private:
  using Clock = std::chrono::steady_clock;
  std::optional<double> wanted_;
  double cost_ = 0.1;  // seconds, until one has been seen
  Clock::time_point last_ = Clock::now();
};

}  // namespace racecast
