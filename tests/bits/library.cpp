// One build of the CPU engine's inner loop as a library, for the bit-exactness matrix.
#include "kernels/engine/cpu_isa.cpp"

namespace racecast {
inline namespace RC_ISA {

/// Sums a hash of every number of every path in every month: the same for any order of the lanes, and
/// another one when a single bit of a single state differs.
struct StateHash {
  std::uint64_t sum = 0;

  template <class F>
  void operator()(int month, int lane, const PathState<F>& path, const WarpMemory& memory) {
    constexpr int width = Lanes<F>::width;
    constexpr int numbers = sizeof(PathState<float>) / sizeof(float);
    static_assert(sizeof(PathState<F>) == sizeof(PathState<float>) * width);
    const unsigned char* bytes = reinterpret_cast<const unsigned char*>(&path);
    for (int l = 0; l < width; ++l) {
      std::uint64_t hash = static_cast<std::uint64_t>(month) << 32 | static_cast<std::uint64_t>(lane + l);
      for (int n = 0; n < numbers; ++n) {
        std::uint32_t word;
        __builtin_memcpy(&word, bytes + (n * width + l) * 4, sizeof word);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
        hash ^= hash >> 29;
      }
      const float* levels = &memory.levels.value[0][0][0];
      constexpr int columns = sizeof(MetricBuffer) / sizeof(float) / warp_paths;
      for (int column = 0; column < columns; ++column) {
        std::uint32_t word;
        __builtin_memcpy(&word, levels + column * warp_paths + lane + l, sizeof word);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
        hash ^= hash >> 29;
      }
      sum += hash;
    }
  }
};

std::uint64_t hash_states(const Forecast& forecast, std::uint64_t draws) {
  LaneWarp<EngineLanes> warp;
  WarpMemory memory{};
  StateHash hash;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    sample_draw(warp, forecast, draw, memory.draw);
    const std::uint64_t paths = static_cast<std::uint64_t>(forecast.paths_per_draw);
    run_paths(warp, forecast, draw * paths, warp_paths, memory, hash);
  }
  return hash.sum;
}

}  // namespace RC_ISA
}  // namespace racecast

extern "C" {

void racecast_bits_run(const racecast::Forecast& forecast, std::uint64_t draws,
                       unsigned long long* cells, unsigned long long* live) {
  racecast::RC_ISA::run_draws(forecast, 0, draws, cells, live, {}, nullptr);
}

std::uint64_t racecast_bits_states(const racecast::Forecast& forecast, std::uint64_t draws) {
  return racecast::RC_ISA::hash_states(forecast, draws);
}

int racecast_bits_selftest() { return racecast::RC_ISA::selftest(); }
}
