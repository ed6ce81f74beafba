// How the draws of a run are dealt out to ranks of unequal speed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "kernels/engine/engine.hpp"

namespace racecast::mpi {

/// Deals draws in order, so that those which are done after a stop are the first of the range. A
/// rank gets as many as it computes in about `chunk_seconds`, and fewer towards the end, so that a
/// slow rank does not keep the others waiting.
class Schedule {
 public:
  Schedule(Range range, int ranks) : range_(range), rank_(static_cast<std::size_t>(ranks)) {}

  /// The next draws for `rank`; none: all are dealt, or the run was stopped.
  Range next(int rank) {
    const std::uint64_t left = range_.draws - dealt_;
    if (stopped_ || left == 0) return {};
    const std::uint64_t fair = std::max<std::uint64_t>(least_draws, left / (2 * rank_.size()));
    const std::uint64_t draws = std::min({rank_[static_cast<std::size_t>(rank)].chunk, fair, left});
    const Range range = {range_.first_draw + dealt_, draws};
    dealt_ += draws;
    return range;
  }

  /// `rank` took `seconds` for `draws`.
  void took(int rank, std::uint64_t draws, double seconds) {
    done_ += draws;
    if (draws == 0) return;
    const double wanted = static_cast<double>(draws) * chunk_seconds / std::max(seconds, 1e-6);
    const double most =
        8.0 * static_cast<double>(draws);  // the first draws tell little of the rate
    rank_[static_cast<std::size_t>(rank)].chunk =
        std::max(least_draws, static_cast<std::uint64_t>(std::min(wanted, most)));
  }

  void stop() { stopped_ = true; }
  std::uint64_t done() const { return done_; }

 private:
  static constexpr double chunk_seconds = 0.5;
  static constexpr std::uint64_t least_draws = 64;
  struct Rank {
    std::uint64_t chunk = 256;
  };

  Range range_;
  std::vector<Rank> rank_;
  std::uint64_t dealt_ = 0, done_ = 0;
  bool stopped_ = false;
};

}  // namespace racecast::mpi
