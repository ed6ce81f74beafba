#include "kernels/model/months.hpp"

#include <cmath>

#include "tests/catch.hpp"

namespace racecast {

TEST_CASE("a programme spends its delivered money between its slipped months", "[months]") {
  const Programme plan = {cn, Destination::fab, -1.0f, 2.0f};
  ProgrammeParameters given{};
  given.total = 60.0f;
  given.delivered_share = 0.5f;
  given.slip = 0.5f;
  double spent = 0;
  for (int month = -30; month <= 60; ++month) {
    const float t = static_cast<float>(month) * month_length;
    const ProgrammeFlow<float> flow = programme_flow(plan, given, 1.0f, t);
    spent += static_cast<double>(flow.rate) / 12;
    if (t <= -0.5f || t - month_length >= 2.5f) CHECK(flow.rate == Approx(0.0).margin(1e-4));
    if (t - month_length >= -0.4f && t <= 2.4f) CHECK(flow.rate == Approx(10.0).epsilon(1e-4));
  }
  CHECK(spent == Approx(30.0).epsilon(1e-5));
}

TEST_CASE("lagged programme money is the exact response of a first-order lag", "[months]") {
  const Programme plan = {cn, Destination::fab, 0.25f, 1.75f};
  ProgrammeParameters given{};
  given.total = 15.0f;
  given.delivered_share = 1.0f;
  const double lag = 0.8, rate = 15.0 / 1.5;
  // Integrate dL/dt = (M - L) / lag, M the cumulative money, in small steps.
  double lagged = 0, money = 0;
  constexpr int steps = 100'000;
  const double dt = 5.0 / steps;
  for (int i = 0; i < steps; ++i) {
    const double t = (i + 0.5) * dt;
    if (t > 0.25 && t < 1.75) money += rate * dt;
    lagged += (money - lagged) * dt / lag;
    if (i % 5000 == 4999) {
      const auto at = static_cast<float>((i + 1) * dt);
      const double got = programme_flow(plan, given, static_cast<float>(lag), at).lagged;
      CHECK(got == Approx(lagged).margin(2e-3));
    }
  }
}

TEST_CASE("a bending trend is the integral of its growth", "[months]") {
  double sum = 0;
  constexpr double dt = 1e-4, first = 0.7, late = 0.1, half_life = 3.0;
  for (double t = 0; t < 10; t += dt)
    sum += dt * (late + (first - late) * std::exp2(-(t + dt / 2) / half_life));
  CHECK(bending_trend(10.0f, 0.7f, 0.1f, 3.0f) == Approx(sum).epsilon(1e-4));
  CHECK(bending_trend(10.0f, 0.7f, 0.0f, 1e6f) == Approx(7.0).epsilon(1e-4));  // hardly bends
}

}  // namespace racecast
