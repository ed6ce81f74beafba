// bare FILE DRAWS: what this build of the inner loop gives for a forecast that `racecast_bits --dump`
// wrote, with no library but the C library: the self-test's faults, a hash of every state of every path,
// and a hash of the counts. For processors that only an emulator has.
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "tests/bits/library.cpp"

namespace racecast {
namespace {

template <class T>
bool read(std::FILE* file, T* items, std::size_t n) {
  return std::fread(items, sizeof(T), n, file) == n;
}

std::uint64_t hash_of(const std::vector<unsigned long long>& counts) {
  std::uint64_t hash = 0;
  for (const unsigned long long n : counts) hash = (hash ^ n) * 0x9E3779B97F4A7C15ull + (hash >> 29);
  return hash;
}

int main_of(const char* path, std::uint64_t draws) {
  std::FILE* file = std::fopen(path, "rb");
  static Forecast forecast;
  if (file == nullptr || !read(file, &forecast, 1)) return 1;
  std::vector<Prior> priors(static_cast<std::size_t>(forecast.prior_count));
  std::vector<float> fixed(parameter_slots);
  std::vector<QuantileCell> cells(static_cast<std::size_t>(forecast.cell_count));
  std::vector<ScorePart> parts(static_cast<std::size_t>(forecast.score_part_count));
  if (!read(file, priors.data(), priors.size()) || !read(file, fixed.data(), fixed.size()) ||
      !read(file, cells.data(), cells.size()) || !read(file, parts.data(), parts.size()))
    return 1;
  std::fclose(file);
  forecast.prior = priors.data();
  forecast.fixed = fixed.data();
  forecast.cell = cells.data();
  forecast.score_part = parts.data();
  const CountsLayout layout{forecast.threshold_count, forecast.horizon, forecast.paths_per_draw};
  std::vector<unsigned long long> counts(static_cast<std::size_t>(layout.size()));
  std::vector<unsigned long long> live(max_thresholds * outcome_count);
  run_draws(forecast, 0, draws, counts.data(), live.data(), {}, nullptr);
  std::printf("%d %016" PRIx64 " %016" PRIx64 "\n", selftest(), hash_states(forecast, draws),
              hash_of(counts));
  return 0;
}

}  // namespace
}  // namespace racecast

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  return racecast::main_of(argv[1], std::strtoull(argv[2], nullptr, 10));
}
