#include "kernels/base/math.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "tests/catch.hpp"
#include "tests/support/ulp.hpp"

namespace racecast {
namespace {

using test::ulps;

/// Largest error of `got` against `want` over floats between low and high: about a million of them,
/// spread over the bit patterns, so that every octave has its share.
template <class Got, class Want>
double worst(float low, float high, Got got, Want want) {
  double most = 0;
  const auto scan = [&](float sign, float from, float to) {
    const std::uint32_t first = bits(from), last = bits(to);
    const std::uint32_t stride = (last - first) / 500'000 + 1;
    for (std::uint64_t u = first; u <= last; u += stride) {
      const float x = sign * from_bits(static_cast<std::uint32_t>(u));
      most = std::max(most, ulps(got(x), want(static_cast<double>(x))));
    }
  };
  constexpr float tiny = 0x1p-60f;
  if (high > 0) scan(1.0f, std::max(low, tiny), high);
  if (low < 0) scan(-1.0f, std::max(-high, tiny), -low);
  return most;
}

}  // namespace

TEST_CASE("elementary functions are as accurate as their header says", "[math]") {
  CHECK(worst(
            exp_lowest, exp_highest, [](float x) { return exp(x); },
            [](double x) { return std::exp(x); }) < 1.6);
  CHECK(worst(
            0x1p-126f, 3e38f, [](float x) { return log(x); },
            [](double x) { return std::log(x); }) < 1.6);
  CHECK(worst(
            -17.0f, exp_highest, [](float x) { return expm1(x); },
            [](double x) { return std::expm1(x); }) < 1.6);
  CHECK(worst(
            -0.9999999f, 16777216.0f, [](float x) { return log1p(x); },
            [](double x) { return std::log1p(x); }) < 1.6);
  CHECK(worst(
            -80.0f, 87.0f, [](float x) { return logistic(x); },
            [](double x) { return 1 / (1 + std::exp(-x)); }) < 2.6);
  CHECK(worst(
            0.0f, 1.0f / 6.0f, [](float x) { return small_chance(x); },
            [](double x) { return -std::expm1(-x); }) < 1.6);
}

TEST_CASE("sine and cosine of half a turn are accurate, and a point of the circle", "[math]") {
  double most = 0, off_circle = 0;
  for (int i = -(1 << 20); i <= 1 << 20; ++i) {
    const float r = static_cast<float>(i) * 0x1p-21f;
    const SinCos<float> got = sincos_half_turn(r);
    const double sine = got.sin, cosine = got.cos;
    most = std::max(
        {most, std::fabs(sine - std::sin(M_PI * r)), std::fabs(cosine - std::cos(M_PI * r))});
    off_circle = std::max(off_circle, std::fabs(sine * sine + cosine * cosine - 1));
  }
  CHECK(most < 1.7e-7);
  CHECK(off_circle < 3.5e-7);
  CHECK(sincos_half_turn(0.0f).sin == 0.0f);
  CHECK(sincos_half_turn(0.0f).cos == 1.0f);
}

TEST_CASE("exp saturates instead of overflowing or vanishing", "[math]") {
  CHECK(exp(1000.0f) == exp(exp_highest));
  CHECK(exp(-1000.0f) == exp(exp_lowest));
  CHECK(exp(-1000.0f) >= 0x1p-126f);
  CHECK(std::isfinite(exp(1000.0f)));
  CHECK(exp(0.0f) == 1.0f);
  CHECK(log(1.0f) == 0.0f);
  CHECK(expm1(0.0f) == 0.0f);
}

#if RC_WIDTH > 1
TEST_CASE("vector lanes give the bits of a single lane", "[math]") {
  constexpr int width = Lanes<FloatLanes>::width;
  std::uint32_t state = 12345;
  int different = 0;
  for (int trial = 0; trial < 20'000; ++trial) {
    std::int32_t raw[width];
    for (std::int32_t& r : raw) r = as_int(state = state * 1664525u + 1013904223u);
    const FloatLanes x = to_float(load<FloatLanes>(raw)) * 0x1p-25f;  // -64 to 64
    float out[4][width];
    store(out[0], exp(x));
    store(out[1], log(x * x + 1e-20f));
    store(out[2], expm1(x));
    store(out[3], sincos_half_turn(x * 0x1p-7f).cos);
    for (int lane = 0; lane < width; ++lane) {
      const float y = to_float(raw[lane]) * 0x1p-25f;
      different += bits(out[0][lane]) != bits(exp(y));
      different += bits(out[1][lane]) != bits(log(y * y + 1e-20f));
      different += bits(out[2][lane]) != bits(expm1(y));
      different += bits(out[3][lane]) != bits(sincos_half_turn(y * 0x1p-7f).cos);
    }
  }
  CHECK(different == 0);
}
#endif

}  // namespace racecast
