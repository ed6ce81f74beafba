#include <cmath>

#include "kernels/model/step.hpp"
#include "tests/catch.hpp"

namespace racecast {

TEST_CASE("construction takes its lead time in the mean, spread as a negative binomial",
          "[construction]") {
  for (const float lead_time : {0.25f, 0.5f, 1.0f, 2.5f}) {
    const float outflow = smaller(1.0f, 3.0f / lead_time * month_length);
    float stage[stages] = {0, 0, 0};
    double mean = 0, square = 0, total = 0;
    for (int month = 0; month < 1200; ++month) {
      const double out = flow_through(stage, outflow, 1.0f, month == 0 ? 1.0f : 0.0f);
      total += out;
      mean += out * month;
      square += out * month * month;
    }
    CHECK(total == Approx(1.0).epsilon(1e-5));
    CHECK(mean / 12 == Approx(lead_time).epsilon(1e-4));
    // Three geometric stages of p = outflow: variance 3 (1 - p) / p^2 months^2.
    const double p = static_cast<double>(outflow);
    CHECK(square - mean * mean == Approx(3 * (1 - p) / (p * p)).margin(1e-3));
  }
}

TEST_CASE("the initial pipeline is the steady state of growing deliveries", "[construction]") {
  Parameters given{};
  NationParameters& nation = given.nation[us];
  nation.lead_time = 0.6f;
  nation.delivery_growth = 0.7f;
  NationCoefficients coefficients{};
  set_construction_coefficients(nation, coefficients);
  // Deliveries at rate e^(g t) for a long time, in continuous stages: contents per unit of rate.
  double stage[3] = {0, 0, 0};
  const double mu = 3.0 / 0.6, g = 0.7, dt = 1e-4;
  for (double t = -20; t < 0; t += dt) {
    const double in = std::exp(g * t);
    const double flow[3] = {mu * stage[0], mu * stage[1], mu * stage[2]};
    stage[0] += dt * (in - flow[0]);
    stage[1] += dt * (flow[0] - flow[1]);
    stage[2] += dt * (flow[1] - flow[2]);
  }
  for (int i = 0; i < 3; ++i) CHECK(coefficients.stage_fill[i] == Approx(stage[i]).epsilon(2e-3));
}

TEST_CASE("deliveries that fell however fast leave a pipeline that is not negative",
          "[construction]") {
  for (const float growth : {-1.0f, -0.2f, -0.15f, 0.0f, 4.0f}) {
    CAPTURE(growth);
    NationParameters nation{};
    nation.lead_time = 20.0f;  // the longest: 3 / L = 0.15 a year
    nation.delivery_growth = growth;
    NationCoefficients coefficients{};
    set_construction_coefficients(nation, coefficients);
    for (const float fill : coefficients.stage_fill) {
      CHECK(fill > 0);
      CHECK(fill < 1e4f);
    }
  }
}

TEST_CASE("what finds no power waits in the last stage", "[construction]") {
  float stage[stages] = {0, 0, 0};
  const float outflow = 0.5f;
  double out = 0;
  for (int month = 0; month < 60; ++month)
    out += flow_through(stage, outflow, 0.0f, month < 10 ? 1.0f : 0.0f);
  CHECK(out == 0.0);
  CHECK(stage[2] == Approx(10.0).epsilon(1e-5));
  for (int month = 0; month < 60; ++month) out += flow_through(stage, outflow, 0.3f, 0.0f);
  CHECK(out == Approx(10.0).epsilon(1e-3));
}

TEST_CASE("compute is neither made nor lost between pipeline, stock, reserve and scrap",
          "[construction]") {
  NationCoefficients coefficients{};
  coefficients.outflow = 0.4f;
  coefficients.mobilise_keep = 0.7f;
  NationState<float> own{};
  own.energised = 0.9f;
  own.hidden_share = 0.1f;
  own.installed[0] = 5.0f, own.installed[1] = 3.0f, own.reserve = 1.0f;
  own.power = 4.0f, own.reserve_power = 0.5f;
  Deliveries<float> in{};
  in.to_pool[0] = 0.7f, in.to_pool[1] = 0.4f, in.power[0] = 0.3f, in.power[1] = 0.2f;
  const auto chips = [&] {
    double sum = own.reserve;
    for (int pool = 0; pool < pool_count; ++pool) {
      sum += own.installed[pool];
      for (const float stage : own.building[pool]) sum += stage;
    }
    return sum;
  };
  const auto power = [&] {
    double sum = own.power + own.reserve_power;
    for (int pool = 0; pool < pool_count; ++pool)
      for (const float stage : own.building_power[pool]) sum += stage;
    return sum;
  };
  for (int month = 0; month < 50; ++month) {
    const double chips_before = chips(), power_before = power();
    step_construction(coefficients, 1.0f, month > 25 ? 1.0f : 0.0f, in, own);
    CHECK(chips() - chips_before == Approx(1.1).epsilon(1e-4));
    CHECK(power() - power_before == Approx(0.5).epsilon(1e-4));
    if (month == 25) CHECK(own.reserve > 1.5f);
  }
  CHECK(own.reserve < 0.3f);  // what is hidden has surfaced, but for what was just built
  // With retirement, stock and reserve lose the same share.
  const double stock = own.installed[0] + own.installed[1] + own.reserve;
  double building = 0;
  for (int pool = 0; pool < pool_count; ++pool)
    for (const float stage : own.building[pool]) building += stage;
  step_construction(coefficients, 0.9f, 0.0f, Deliveries<float>{}, own);
  double left = 0;
  for (int pool = 0; pool < pool_count; ++pool)
    for (const float stage : own.building[pool]) left += stage;
  CHECK(own.installed[0] + own.installed[1] + own.reserve ==
        Approx(0.9 * stock + (building - left)).epsilon(1e-4));
}

}  // namespace racecast
