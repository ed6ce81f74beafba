#include "kernels/base/lanes.hpp"

#include <limits>

#include "tests/catch.hpp"

namespace racecast {

#if RC_WIDTH > 1
TEST_CASE("a number keeps every bit when it goes to all lanes", "[lanes]") {
  constexpr int width = Lanes<FloatLanes>::width;
  for (const float given :
       {0.0f, -0.0f, 1.5f, -2.0f, 1e-40f, -1e-40f, std::numeric_limits<float>::max()}) {
    float got[width];
    store(got, splat<FloatLanes>(given));
    for (const float lane : got) CHECK(bits(lane) == bits(given));
  }
}

TEST_CASE("what is stored is loaded again, lane by lane", "[lanes]") {
  constexpr int width = Lanes<FloatLanes>::width;
  float given[width], got[width];
  for (int lane = 0; lane < width; ++lane)
    given[lane] = lane % 2 == 0 ? -0.0f : 0.5f * static_cast<float>(lane);
  store(got, load_real<FloatLanes>(given));
  for (int lane = 0; lane < width; ++lane) CHECK(bits(got[lane]) == bits(given[lane]));
}

TEST_CASE("smaller and larger of vectors are those of numbers, signed zeros included", "[lanes]") {
  constexpr int width = Lanes<FloatLanes>::width;
  const float numbers[] = {-0.0f, 0.0f, 1.0f, -1.0f};
  for (const float a : numbers)
    for (const float b : numbers) {
      float low[width], high[width];
      store(low, smaller(splat<FloatLanes>(a), splat<FloatLanes>(b)));
      store(high, larger(splat<FloatLanes>(a), splat<FloatLanes>(b)));
      CHECK(bits(low[0]) == bits(smaller(a, b)));
      CHECK(bits(high[0]) == bits(larger(a, b)));
    }
}
#endif

}  // namespace racecast
