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
      const double out = flow_through(stage, outflow, month == 0 ? 1.0f : 0.0f);
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
  nation.race_width = nation.race_lag = nation.backlog_life = nation.fab_ceiling = 1.0f;
  nation.bust_duration = 1.0f;
  NationRates rates{};
  set_nation_rates(given, us, 0, rates);
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
  for (int i = 0; i < 3; ++i) CHECK(rates.stage_fill[i] == Approx(stage[i]).epsilon(2e-3));
}

}  // namespace racecast
