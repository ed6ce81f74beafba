// Workers that share the draws of a run: threads of a CPU, or one thread for each GPU.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "kernels/engine/engine.hpp"

namespace racecast {

/// The draws of one run, taken by its workers chunk by chunk, and what they have counted so far.
class DrawQueue {
 public:
  /// `outcomes` is the number of cells of the outcomes of RunControl::progress.
  DrawQueue(Range range, std::size_t workers, std::size_t outcomes, StopToken stop = {});

  /// The next draws: `most` of them, fewer towards the end so that workers end together, but not
  /// fewer than `least` while there are as many. No draws: none are left, or the run was stopped.
  Range take(std::uint64_t most, std::uint64_t least);
  /// Adds `draws` that are counted, and their outcomes.
  void finished(std::uint64_t draws, std::span<const std::uint64_t> outcomes);
  /// Hands out no more draws.
  void close() { closed_.store(true, std::memory_order_relaxed); }

  std::uint64_t done() const { return done_.load(std::memory_order_relaxed); }
  void report(const RunControl& control) const;

 private:
  Range range_;
  std::uint64_t workers_;
  StopToken stop_;
  std::atomic<std::uint64_t> next_{0};
  std::atomic<std::uint64_t> done_{0};
  std::atomic<bool> closed_{false};
  std::vector<std::atomic<std::uint64_t>> outcomes_;
};

/// Takes draws until there are none and adds to `counts` (size CountsLayout::size(), zero at
/// first). What it has taken it counts, also after a stop: then the draws that were counted are the
/// first of the range.
using Worker = std::function<void(DrawQueue& queue, std::span<std::uint64_t> counts)>;

/// Runs the workers, each on a thread of its own, and adds what they counted to `counts`;
/// returns how many draws that are, the first of the range. Rethrows the first failure of a worker,
/// after all have ended.
std::uint64_t run_workers(std::span<const Worker> workers, const CountsLayout& layout, Range range,
                          std::span<std::uint64_t> counts, const RunControl& control);

}  // namespace racecast
