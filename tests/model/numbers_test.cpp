#include "kernels/model/numbers.hpp"

#include <array>
#include <set>
#include <vector>

#include "host/config/config.hpp"
#include "tests/catch.hpp"

namespace racecast {

namespace {

using Counter = std::array<std::uint32_t, 4>;

/// Words 1 of all counters of a month, as NumbersOnDemand makes them, without the trajectory.
std::vector<std::uint32_t> counters_of(int month) {
  std::vector<std::uint32_t> counters;
  const auto add = [&](int stream, int blocks) {
    for (int block = 0; block < blocks; ++block)
      counters.push_back(counter_word(stream, month, block));
  };
  add(stream_world, world_blocks);
  for (int nation = 0; nation < nation_count; ++nation) {
    add(stream_nation + nation, nation_blocks);
    add(stream_channel + nation, channel_blocks);
  }
  return counters;
}

}  // namespace

TEST_CASE("no two random numbers have one counter", "[random]") {
  // Philox is a bijection of its counter for each key, so other counters are other blocks.
  std::set<Counter> seen;
  std::size_t asked = 0;
  for (const std::uint64_t trajectory :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0xffffffff}, std::uint64_t{1} << 32,
        max_trajectories - 1})
    for (const std::uint32_t replicate : {0u, 1u, ~0u})
      for (int month = 0; month <= max_horizon; ++month)
        for (const std::uint32_t word : counters_of(month)) {
          const auto high = static_cast<std::uint32_t>(trajectory >> 32);
          REQUIRE((word & high) == 0);
          seen.insert({static_cast<std::uint32_t>(trajectory), word | high, 0, replicate});
          ++asked;
        }
  CHECK(seen.size() == asked);
  // Priors have a purpose of their own, and tell parameters by word 2.
  for (std::uint32_t stream = 0; stream < 1000; ++stream, ++asked)
    seen.insert({0, counter_word(stream_prior, 0, 0), stream, 0});
  CHECK(seen.size() == asked);
}

#if RC_WIDTH > 1
TEST_CASE("numbers made in advance are those made on demand", "[random]") {
  constexpr int width = Lanes<FloatLanes>::width;
  const Forecast forecast = load_config(RACECAST_SOURCE_DIR "/configs/baseline.toml").forecast;
  const PathStream<FloatLanes> random(as_word(lane_numbers<FloatLanes>(0)) + 640u, 0, forecast.seed,
                                      0);
  NumberSource<FloatLanes> source(forecast);
  int different = 0;
  for (const int month : {1, 17, 240}) {
    const auto& advance = source.month(random, month);
    for (int lane = 0; lane < width; ++lane) {
      const PathStream<float> alone(640u + static_cast<std::uint32_t>(lane), 0, forecast.seed, 0);
      const NumbersOnDemand<float> demand{forecast, alone, month};
      const auto compare = [&](const auto& vectors, const Numbers<float>& number) {
        for (int i = 0; i < 4; ++i) {
          float got[width];
          store(got, vectors[i]);
          different += bits(got[lane]) != bits(number[i]);
        }
      };
      for (int block = 0; block < world_blocks; ++block)
        compare(advance.world(static_cast<WorldBlock>(block)),
                demand.world(static_cast<WorldBlock>(block)));
      for (int nation = 0; nation < nation_count; ++nation) {
        for (int block = 0; block < nation_blocks; ++block)
          compare(advance.nation(nation, static_cast<NationBlock>(block)),
                  demand.nation(nation, static_cast<NationBlock>(block)));
        for (int block = 0; block * channels_of_block < forecast.channel_count[nation]; ++block)
          compare(advance.channels(nation, block), demand.channels(nation, block));
      }
    }
  }
  CHECK(different == 0);
}
#endif

}  // namespace racecast
