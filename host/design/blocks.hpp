// Draws one by one, however many: a logical block at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "host/forecast/run.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {

/// Runs blocks of draws one after the other, and reports the progress of all of them together.
class BlockRuns {
 public:
  /// `all_draws`: of all blocks together, for the progress, which has no outcomes: those of shifted
  /// or designed draws mean nothing before they are weighted. `engine` and `control` must
  /// outlive this.
  BlockRuns(Engine& engine, std::uint64_t all_draws, const ForecastControl& control)
      : engine_(engine), control_(control), all_draws_(all_draws) {}

  /// How the draws of `block`, at most a logical block, ended; `months`: with their months of
  /// arrival. Throws Error(interrupted) where it was stopped, and Error(runtime) where the device
  /// fails or loses paths.
  DrawOutcomes run(const Forecast& forecast, Range block, bool months = false);

 private:
  using Clock = std::chrono::steady_clock;

  Engine& engine_;
  const ForecastControl& control_;
  std::uint64_t all_draws_, done_ = 0;
  Clock::time_point start_ = Clock::now();
  std::vector<std::uint64_t> counts_;
};

/// Takes how the draws of a block ended; blocks come in the order of their draws.
using BlockVisitor = std::function<void(const DrawOutcomes&)>;

/// Runs the draws [0, draws) of one forecast, block by block. Throws as BlockRuns::run() does.
void run_blocks(Engine& engine, const Forecast& forecast, std::uint64_t draws,
                const BlockVisitor& visit, const ForecastControl& control = {});

}  // namespace racecast
