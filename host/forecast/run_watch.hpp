// What watches an engine while it works for a run.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "host/forecast/run.hpp"

namespace racecast {

/// When the next checkpoint of a run is due.
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

/// Passes progress on, and stops the engine where the caller wants to or a checkpoint is due.
class RunWatch {
 public:
  /// `before` is how far the run was when the engine was called; its outcomes must live as long as
  /// this. `clock` null: no checkpoints.
  RunWatch(const ForecastControl& caller, const CheckpointClock* clock, const Progress& before)
      : caller_(caller), clock_(clock), before_(before) {}

  RunControl control() {
    return {StopToken(stop_),
            [this](std::uint64_t draws_done, std::span<const std::uint64_t> outcomes) {
              progress(draws_done, outcomes);
            }};
  }

  /// Since the engine was called.
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  bool checkpoint_due() const { return due_; }
  double seconds_since_due() const {
    return std::chrono::duration<double>(Clock::now() - due_since_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;

  void progress(std::uint64_t draws_done, std::span<const std::uint64_t> outcomes) {
    std::vector<std::uint64_t> sum(before_.outcomes.begin(), before_.outcomes.end());
    for (std::size_t i = 0; i < outcomes.size(); ++i) sum[i] += outcomes[i];
    Progress now = before_;
    now.draws_done += draws_done;
    now.seconds += seconds();
    now.outcomes = sum;
    caller_.report(now);
    if (clock_ != nullptr && !due_ &&
        clock_->due(now.seconds,
                    static_cast<double>(now.draws_done) / static_cast<double>(now.draws))) {
      due_ = true;
      due_since_ = Clock::now();
    }
    stop_ = due_ || caller_.stop.stop_requested();
  }

  const ForecastControl& caller_;
  const CheckpointClock* clock_;
  Progress before_;
  std::atomic<bool> stop_{false};
  bool due_ = false;
  Clock::time_point start_ = Clock::now(), due_since_;
};

}  // namespace racecast
