// A warp made of one CPU thread: its 32 paths in groups of vector lanes, one group after the other.
#pragma once

#include "kernels/engine/run_draw.hpp"

namespace racecast {
inline namespace RC_ISA {

// The lanes that a build for this RC_WIDTH computes with.
#if RC_WIDTH > 1
using EngineLanes = FloatLanes;
#else
using EngineLanes = float;
#endif

template <class F>
class LaneWarp {
 public:
  using Real = F;
  static constexpr int groups = warp_paths / Lanes<F>::width;

  static int first_lane(int group) { return group * Lanes<F>::width; }
  /// Whether `lane` is in the group that begins with `first`.
  static bool runs(int first, int lane) { return lane >= first && lane < first + Lanes<F>::width; }
  static void sync() {}
  static void fence() {}
  static std::uint32_t any_bits(std::uint32_t bits) { return bits; }
  static bool leader() { return true; }
  template <class Cell>
  static void add(Cell* cell, unsigned n) {
    *cell += n;
  }
  template <class Cell>
  static void add_one(Cell* cell) {
    ++*cell;
  }

  template <class Function>
  static void for_each(int n, Function&& function) {
    for (int i = 0; i < n; ++i) function(i);
  }
  template <class Function>
  static void count_outcomes(int lanes, Function&& outcome_of_lane, int (&tally)[outcome_count]) {
    for (int lane = 0; lane < lanes; ++lane) ++tally[outcome_of_lane(lane)];
  }
};

}  // namespace RC_ISA
}  // namespace racecast
