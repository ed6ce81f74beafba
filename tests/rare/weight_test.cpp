#include "host/rare/proposal.hpp"

#include <bit>
#include <cmath>

#include "host/config/correlation.hpp"
#include "host/design/tabled_forecast.hpp"
#include "kernels/engine/draw_parameters.hpp"
#include "tests/catch.hpp"
#include "tests/rare/two_spenders.hpp"

using namespace racecast;

TEST_CASE("the exact exponential is within 2 ulp of e^x", "[rare]") {
  double worst = 0;
  for (int i = -70000; i <= 70000; ++i) {
    const double x = i * 0.00999;
    const long double want = std::exp(static_cast<long double>(x));
    const auto error = static_cast<double>(std::fabs((exact_exp(x) - want) / want));
    worst = std::max(worst, error);
  }
  CHECK(worst < 0x1p-51);
  CHECK(worst > 0);
  CHECK(exact_exp(0) == 1);
  CHECK(exact_exp(1e9) == exact_exp(700));
  CHECK(exact_exp(-1e9) == exact_exp(-700));
  // A few bits, so that a change of them on some machine is seen.
  CHECK(std::bit_cast<std::uint64_t>(exact_exp(1)) == 0x4005bf0a8b14576a);
}

TEST_CASE("weights are the balance heuristic, to half of 2^-60 and a rounding", "[rare]") {
  for (double ratio = -50; ratio <= 50; ratio += 0.37) {
    const long double want = 1 / (0.5L + 0.5L * std::exp(static_cast<long double>(ratio)));
    const long double got = static_cast<long double>(weight_of(ratio)) * 0x1p-60L;
    CHECK(std::fabs(got - want) <= want * 0x1p-50L + 0x1p-61L);
  }
  CHECK(weight_of(0) == unit_weight);
  CHECK(weight_of(-700) == 2 * unit_weight);
  CHECK(weight_of(700) == 0);
}

TEST_CASE("odd draws are shifted, even ones are not, and weights know which", "[rare]") {
  const Config config = test::two_spenders(3, 16, 0.5);
  const Forecast plain = config.forecast;
  Proposal proposal;
  const std::vector<std::uint32_t> streams = own_streams(plain);
  REQUIRE(streams.size() == 2);
  proposal.shifts = {{streams[0], 2.5f}, {streams[1], -1.25f}};
  CHECK(proposal.square() == 2.5 * 2.5 + 1.25 * 1.25);
  const OwnForecast proposed = proposed_forecast(plain, proposal);
  const Weigher weigher(proposed.forecast, proposal);
  for (std::uint64_t draw = 0; draw < 64; ++draw) {
    double product = -proposal.square() / 2;
    for (const ScoreShift& each : proposal.shifts) {
      const float own = own_score(plain, {each.stream, 1, 0, 0}, draw);
      const float there = draw % 2 == 1 ? own + each.shift : own;
      CHECK(own_score(proposed.forecast, {each.stream, 1, each.shift, 0}, draw) == there);
      product += static_cast<double>(each.shift) * static_cast<double>(there);
    }
    CHECK(weigher.log_ratio(draw) == Approx(product));
    const bool same =
        draw_parameters(proposed.forecast, draw).given == draw_parameters(plain, draw).given;
    CHECK(same == (draw % 2 == 0));
  }
}

TEST_CASE("correlated scores are mixed from shifted own scores", "[rare][correlation]") {
  const Config config = test::two_spenders(3, 16, 0.5);
  const Forecast plain = config.forecast;
  REQUIRE(plain.score_part_count == 2);
  const std::vector<std::uint32_t> streams = own_streams(plain);
  Proposal proposal;
  proposal.shifts = {{plain.score_part[0].stream, 2.0f}};
  const OwnForecast proposed = proposed_forecast(plain, proposal);
  const auto rho = static_cast<float>(score_correlation(0.5));
  for (std::uint64_t draw = 1; draw < 32; draw += 2) {
    const auto before = draw_parameters(plain, draw).scores;
    const auto after = draw_parameters(proposed.forecast, draw).scores;
    for (std::size_t i = 0; i < 2; ++i) {
      const bool mixed = plain.prior[i].part_count > 0;
      CHECK(after[i] - before[i] == Approx(mixed ? 2 * rho : 2).margin(1e-5));
    }
  }
}

TEST_CASE("a plain proposal leaves a forecast as it is, and every weight is 1", "[rare]") {
  const Config config = test::two_spenders(3, 16);
  const Proposal proposal;
  const OwnForecast proposed = proposed_forecast(config.forecast, proposal);
  CHECK(proposed.forecast.shifted_scale == 0);
  const Weigher weigher(proposed.forecast, proposal);
  for (std::uint64_t draw = 0; draw < 8; ++draw) CHECK(weigher(draw) == unit_weight);
}
