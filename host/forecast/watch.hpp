// What watches an engine while it works for a run.
#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "host/forecast/checkpoint_clock.hpp"
#include "host/forecast/run.hpp"

namespace racecast {

/// Passes progress on, and asks the engine to stop where the user wants to or a checkpoint is due.
class Watch final : public Sink {
 public:
  /// `before` is how far the run was when the engine was called; its outcomes must live as long as
  /// this. `clock` null: no checkpoints.
  Watch(const ProgressHandler& handler, const CheckpointClock* clock, const Progress& before)
      : handler_(handler), clock_(clock), before_(before) {}

  bool progress(std::uint64_t draws_done, std::span<const std::uint64_t> outcomes) override {
    std::vector<std::uint64_t> sum(before_.outcomes.begin(), before_.outcomes.end());
    for (std::size_t i = 0; i < outcomes.size(); ++i) sum[i] += outcomes[i];
    Progress now = before_;
    now.draws_done += draws_done;
    now.seconds += seconds();
    now.outcomes = sum;
    if (handler_ && !handler_(now)) interrupted_ = true;
    if (clock_ != nullptr && !due_ &&
        clock_->due(now.seconds,
                    static_cast<double>(now.draws_done) / static_cast<double>(now.draws))) {
      due_ = true;
      due_since_ = Clock::now();
    }
    return !interrupted_ && !due_;
  }

  /// Since the engine was called.
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  bool interrupted() const { return interrupted_; }
  bool checkpoint_due() const { return due_; }
  double seconds_since_due() const {
    return std::chrono::duration<double>(Clock::now() - due_since_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  const ProgressHandler& handler_;
  const CheckpointClock* clock_;
  Progress before_;
  bool interrupted_ = false, due_ = false;
  Clock::time_point start_ = Clock::now(), due_since_;
};

}  // namespace racecast
