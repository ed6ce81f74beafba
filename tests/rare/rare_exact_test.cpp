// Rare outcomes with a probability in closed form: measured within their error, and by wrong
// weights not.
#include <algorithm>
#include <cmath>

#include "host/config/correlation.hpp"
#include "host/rare/proposal.hpp"
#include "host/rare/rare.hpp"
#include "kernels/engine/draw_parameters.hpp"
#include "tests/catch.hpp"
#include "tests/rare/two_spenders.hpp"

using namespace racecast;

namespace {

constexpr double limit = 5;  // |z|

RareResult measure(const Config& config, Outcome outcome) {
  const auto engine = make_cpu_engine({.threads = 1});
  return measure_rare(config, *engine, {0, outcome, 2048});
}

void check(const RareResult& result, double exact) {
  const RareEstimate& found = result.estimate;
  CAPTURE(exact, found.probability, found.error, found.low, found.high, found.gain,
          found.effective_events, found.weight_mean, found.weight_error, found.pareto_shape);
  CHECK(std::abs(found.probability - exact) < limit * found.error);
  CHECK(std::abs(found.probability - exact) < 0.05 * exact);
  CHECK(std::abs(found.weight_mean - 1) < limit * found.weight_error);
  for (const std::string& warning : rare_warnings(result)) UNSCOPED_INFO(warning);
  CHECK(rare_warnings(result).empty());
}

}  // namespace

TEST_CASE("the tail of one prior is measured down to 1e-9", "[rare]") {
  for (const double bar : {2.5, 4.0, 5.2, 6.0}) {
    const RareResult result = measure(test::two_spenders(bar, 65536), us_first);
    check(result, test::upper_tail(bar) * (1 - test::upper_tail(bar)));
    REQUIRE(result.pilot.proposal.shifts.size() == 1);
    // The best shift of a normal tail is its mean.
    const double density = std::exp(-bar * bar / 2) / std::sqrt(2 * M_PI);
    CHECK(static_cast<double>(result.pilot.proposal.shifts[0].shift) ==
          Approx(density / test::upper_tail(bar)).margin(0.2));
    CHECK(result.estimate.gain > 0.2 / test::upper_tail(bar) / 20);
  }
}

TEST_CASE("the common tail of two priors is measured, correlated or not", "[rare][correlation]") {
  for (const double rank : {0.0, 0.6, -0.4}) {
    INFO(rank);
    const double bar = rank < 0 ? 2 : 3.3;
    const RareResult result = measure(test::two_spenders(bar, 65536, rank), same_month);
    check(result, test::both_above(bar, score_correlation(rank)));
    CHECK(result.pilot.proposal.shifts.size() == 2);
    CHECK(result.worlds.found == 2);
  }
}

TEST_CASE("an outcome that cannot happen is bounded, and said not to be found", "[rare]") {
  const RareResult result = measure(test::two_spenders(25, 4096), us_first);
  CHECK_FALSE(result.pilot.seen);
  CHECK(result.pilot.stages.size() == 5);
  CHECK(result.pilot.proposal.is_plain());
  CHECK(result.estimate.probability == 0);
  CHECK(result.estimate.high == Approx(1 - std::pow(0.025, 1.0 / 4096)));
}

TEST_CASE("an outcome that is luck in every world is said to be so", "[rare]") {
  const auto told = [](const test::Spread& spread) {
    const RareResult result = measure(test::two_spenders(5, 32768, 0, 1, spread), us_first);
    CAPTURE(result.estimate.probability, result.estimate.gain, result.estimate.within);
    CHECK(result.estimate.is_measured());
    CHECK((result.estimate.gain < 1.5) == (spread.prior < 0.1));
    for (const std::string& warning : rare_warnings(result))
      if (warning.find("the luck of paths decides") != std::string::npos) return true;
    return false;
  };
  CHECK(told({.prior = 0.001, .volatility = 0.9}));
  CHECK_FALSE(told({.prior = 0.25, .volatility = 0.01}));
}

TEST_CASE("a common outcome is measured without a shift, and said to be common", "[rare]") {
  const auto engine = make_cpu_engine({.threads = 1});
  const RareResult result =
      measure_rare(test::two_spenders(0, 16384), *engine, {0, us_first, 16384});
  CHECK(result.pilot.proposal.is_plain());
  CHECK(std::abs(result.estimate.probability - 0.25) < limit * result.estimate.error);
  REQUIRE(rare_warnings(result).size() == 1);
  CHECK(rare_warnings(result)[0].find("not rare") != std::string::npos);
}

TEST_CASE("95 % intervals of rare outcomes cover", "[rare]") {
  constexpr int seeds = 200;
  const double bar = 3.7, exact = test::upper_tail(bar) * (1 - test::upper_tail(bar));
  int covered = 0, narrow = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    const Config config = test::two_spenders(bar, 1024, 0, static_cast<std::uint64_t>(seed));
    const auto engine = make_cpu_engine({.threads = 1});
    const RareEstimate found = measure_rare(config, *engine, {0, us_first, 1024}).estimate;
    covered += found.low <= exact && exact <= found.high;
    narrow += std::abs(found.probability - exact) <= 0.5 * found.error;
  }
  CAPTURE(covered, narrow);
  // Of 200 at 95 %, fewer than 176 or all but one have a probability of 1e-4 or less; the narrow
  // interval, of 38 %, shows that the count can be too low.
  CHECK(covered >= 176);
  CHECK(covered < 200);
  CHECK(narrow < 176);
}

TEST_CASE("weights that are wrong are noticed", "[rare]") {
  const double bar = 3.5, exact = test::upper_tail(bar) * (1 - test::upper_tail(bar));
  const Config config = test::two_spenders(bar, 16384);
  const auto engine = make_cpu_engine({.threads = 1});
  const Pilot pilot = search(config, *engine, {0, us_first, 2048});
  const OwnForecast proposed = proposed_forecast(config.forecast, pilot.proposal);
  const Weigher right(proposed.forecast, pilot.proposal);
  const auto far = [&](const WeightOf& weight) {
    const WeightedSample sample =
        run_weighted(*engine, proposed.forecast, 16384, 0, us_first, weight);
    const RareEstimate found = estimate_of(sample.run, 8);
    return std::max(std::abs(found.probability - exact) / found.error,
                    std::abs(found.weight_mean - 1) / (found.weight_error + 1e-9));
  };
  CHECK(far(std::cref(right)) < limit);
  SECTION("ignored") {
    CHECK(far([](std::uint64_t) { return unit_weight; }) > limit);
  }
  SECTION("of the half of the priors swapped with the shifted one") {
    CHECK(far([&](std::uint64_t draw) { return right(draw ^ 1); }) > limit);
  }
  SECTION("without the shift of the scores they are computed from") {
    const Forecast plain = config.forecast;
    const Weigher wrong(plain, pilot.proposal);
    CHECK(far(std::cref(wrong)) > limit);
  }
  SECTION("without the square of the shift") {
    CHECK(far([&](std::uint64_t draw) {
            return weight_of(right.log_ratio(draw) + pilot.proposal.square() / 2);
          }) > limit);
  }
  SECTION("of a shift that is 5 % too long") {
    Proposal longer = pilot.proposal;
    for (ScoreShift& each : longer.shifts) each.shift *= 1.05f;
    const Weigher wrong(proposed.forecast, longer);
    CHECK(far([&](std::uint64_t draw) {
            double product = 0;
            for (std::size_t i = 0; i < longer.shifts.size(); ++i)
              product +=
                  static_cast<double>(longer.shifts[i].shift) *
                  static_cast<double>(own_score(
                      proposed.forecast,
                      {longer.shifts[i].stream, 1, pilot.proposal.shifts[i].shift, 0}, draw));
            return weight_of(product - longer.square() / 2);
          }) > limit);
  }
}
