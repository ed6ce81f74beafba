#include "kernels/base/philox.hpp"

#include "tests/catch.hpp"

namespace racecast {
namespace {

using Block = Words<std::uint32_t>;

bool same(const Block& a, const Block& b) {
  return a.x == b.x && a.y == b.y && a.z == b.z && a.w == b.w;
}

}  // namespace

TEST_CASE("Philox4x32-10 gives its published known answers", "[random]") {
  // Source: Random123, tests/kat_vectors.
  CHECK(same(philox(Block{0, 0, 0, 0}, 0), {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}));
  CHECK(same(philox(Block{~0u, ~0u, ~0u, ~0u}, ~std::uint64_t{0}),
             {0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}));
  CHECK(
      same(philox(Block{0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u}, 0x299f31d0a4093822ull),
           {0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u}));
}

TEST_CASE("a path's stream is the cipher of its counter", "[random]") {
  const std::uint64_t seed = 0x0123456789abcdefull;
  for (const std::uint64_t trajectory :
       {0ull, 1ull, 0xffffffffull, 0x100000000ull, 0xffffffffffull})
    for (const std::uint32_t replicate : {0u, 7u}) {
      const auto low = static_cast<std::uint32_t>(trajectory);
      const auto high = static_cast<std::uint32_t>(trajectory >> 32);
      const PathStream<float> stream(low, high, seed, replicate);
      for (const int month : {0, 1, 240, 1022})
        for (const int purpose : {1, 4, 255})
          for (const int block : {0, 15}) {
            const Block counter = {low, counter_word(purpose, month, block) | high, 0, replicate};
            CHECK(same(stream(seed, counter_word(purpose, month, block)), philox(counter, seed)));
          }
    }
}

TEST_CASE("the fields of the counter do not overlap", "[random]") {
  const std::uint32_t month = counter_word(0, (1 << month_bits) - 1, 0);
  const std::uint32_t block = counter_word(0, 0, (1 << block_bits) - 1);
  const std::uint32_t purpose = counter_word((1 << purpose_bits) - 1, 0, 0);
  const std::uint32_t high = (1u << (trajectory_bits - 32)) - 1;
  CHECK((month & block) == 0);
  CHECK((month & purpose) == 0);
  CHECK((block & purpose) == 0);
  CHECK(((month | block | purpose) & high) == 0);
  CHECK((month | block | purpose | high) == ~0u);
}

#if RC_WIDTH > 1
TEST_CASE("vector lanes hold the streams of consecutive trajectories", "[random]") {
  constexpr int width = Lanes<FloatLanes>::width;
  const std::uint32_t first = 0xfffffff0u & ~(std::uint32_t{width} - 1);
  const PathStream<FloatLanes> lanes(as_word(lane_numbers<FloatLanes>(0)) + first, 3, 42, 0);
  const std::uint32_t one = counter_word(4, 17, 1), other = counter_word(2, 17, 0);
  std::int32_t got[width], two[2 * width];
  store(got, as_int(lanes(42, one).z));
  store(two, as_int(lanes(42, one, other).z));
  for (int lane = 0; lane < width; ++lane) {
    const PathStream<float> alone(first + static_cast<std::uint32_t>(lane), 3, 42, 0);
    CHECK(as_word(got[lane]) == alone(42, one).z);
    CHECK(as_word(two[lane]) == alone(42, one).z);
    CHECK(as_word(two[width + lane]) == alone(42, other).z);
  }
}
#endif

}  // namespace racecast
