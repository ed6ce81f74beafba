#include "kernels/model/numbers.hpp"

#include <set>
#include <string>

#include "host/config/config.hpp"
#include "tests/catch.hpp"

namespace racecast {

TEST_CASE("no two blocks share a place in the counter", "[random]") {
  std::set<std::string> seen;
  int blocks = 0;
  const auto once = [&](int stream, int block) {
    ++blocks;
    seen.insert(std::to_string(stream) + "." + std::to_string(block));
  };
#define RC_BLOCK(name, stream, block, deal, meaning) once(stream_##stream, block);
  RC_WORLD_BLOCKS(RC_BLOCK)
  RC_NATION_BLOCKS(RC_BLOCK)
#undef RC_BLOCK
  CHECK(seen.size() == static_cast<std::size_t>(blocks));
}

#if RC_WIDTH > 1
TEST_CASE("numbers made in advance are those made on demand", "[random]") {
  constexpr int width = Lanes<FloatLanes>::width;
  const Forecast forecast = load_config(RACECAST_SOURCE_DIR "/configs/baseline.toml").bound();
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
