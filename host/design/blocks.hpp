// Draws one by one, however many: a logical block at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "host/forecast/run.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {

/// Runs blocks of draws one after the other, and tells how far all of them together are.
class BlockRuns {
 public:
  /// `all_draws`: of all blocks together, for `progress`, which is told of no outcomes, since those
  /// of shifted or designed draws say nothing as they are. Both must outlive this.
  BlockRuns(Engine& engine, std::uint64_t all_draws, const ProgressHandler& progress);
  ~BlockRuns();
  BlockRuns(const BlockRuns&) = delete;
  BlockRuns& operator=(const BlockRuns&) = delete;

  /// How the draws of `block`, at most a logical block, ended; `months`: with their months of
  /// arrival. Throws Error(interrupted) where `progress` asks to stop, and Error(runtime) where the
  /// device fails or loses paths.
  DrawOutcomes run(const Forecast& forecast, Range block, bool months = false);

 private:
  class BlockSink;
  Engine& engine_;
  std::unique_ptr<BlockSink> sink_;
  std::vector<std::uint64_t> counts_;
};

/// Sees how the draws of a block ended; blocks come in the order of their draws.
using BlockVisitor = std::function<void(const DrawOutcomes&)>;

/// Runs the draws [0, draws) of one forecast, block by block. Throws as BlockRuns::run() does.
void run_blocks(Engine& engine, const Forecast& forecast, std::uint64_t draws,
                const BlockVisitor& visit, const ProgressHandler& progress = {});

}  // namespace racecast
