// What watches an engine while it works for a run.
#pragma once

#include <atomic>
#include <chrono>
#include <span>
#include <vector>

#include "host/forecast/checkpoint_clock.hpp"
#include "host/forecast/run.hpp"

namespace racecast {

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
