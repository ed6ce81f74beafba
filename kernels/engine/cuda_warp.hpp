// A warp made of the 32 threads of a GPU warp, one path each.
#pragma once

#include "kernels/engine/run_draw.hpp"

namespace racecast {
inline namespace RC_ISA {

class CudaWarp {
 public:
  using Real = float;
  static constexpr int groups = 1;

  __device__ static int lane() { return static_cast<int>(threadIdx.x) % warp_paths; }
  __device__ static int first_lane(int) { return lane(); }
  __device__ static void sync() { __syncwarp(); }
  /// Keeps the compiler from hoisting the draw's parameters out of shared memory into registers,
  /// where they would crowd out the state of the path.
  __device__ static void fence() { asm volatile("" ::: "memory"); }
  __device__ static bool leader() { return lane() == 0; }
  __device__ static void add(unsigned long long* cell, unsigned long long n) {
    atomicAdd(cell, n);  // integers: the order of the additions cannot show
  }
  template <class Function>
  __device__ static void for_each(int n, Function&& function) {
    for (int i = lane(); i < n; i += warp_paths) function(i);
    __syncwarp();
  }
  template <class Function>
  __device__ static void count_outcomes(int lanes, Function&& outcome_of_lane,
                                        int (&tally)[outcome_count]) {
    const int outcome = lane() < lanes ? outcome_of_lane(lane()) : -1;
    RC_UNROLL
    for (int o = 0; o < outcome_count; ++o)
      tally[o] = __popc(__ballot_sync(0xffffffffu, outcome == o));
  }
};

}  // namespace RC_ISA
}  // namespace racecast
