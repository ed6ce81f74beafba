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
  /// Whether one of the warp's threads is `lane`: the same answer in all of them.
  __device__ static bool runs(int, int lane) { return lane >= 0 && lane < warp_paths; }
  __device__ static void sync() { __syncwarp(); }
  /// Keeps the compiler from hoisting the draw's parameters out of shared memory into registers,
  /// where they would crowd out the state of the path.
  __device__ static void fence() { asm volatile("" ::: "memory"); }
  __device__ static std::uint32_t any_bits(std::uint32_t bits) {
#if __CUDA_ARCH__ >= 800
    return __reduce_or_sync(0xffffffffu, bits);
#else
    for (int step = warp_paths / 2; step > 0; step /= 2)
      bits |= __shfl_xor_sync(0xffffffffu, bits, step);
    return bits;
#endif
  }
  __device__ static bool leader() { return lane() == 0; }
  template <class Cell>
  __device__ static void add(Cell* cell, unsigned n) {
    atomicAdd(cell, static_cast<Cell>(n));  // integers: the order of the additions cannot show
  }
  /// Lanes that count in the same cell at the same time add once for all of them.
  template <class Cell>
  __device__ static void add_one(Cell* cell) {
    const unsigned same =
        __match_any_sync(__activemask(), reinterpret_cast<unsigned long long>(cell));
    if (lane() == __ffs(static_cast<int>(same)) - 1) add(cell, static_cast<unsigned>(__popc(same)));
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
