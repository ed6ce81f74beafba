// A race that two priors decide: its indices in closed form, through the engine.
#include "host/sensitivity/sensitivity.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/rare/two_spenders.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

constexpr std::size_t rows = 4096;
using test::two_spenders;

Sensitivity measured(const Config& config, std::size_t of_rows = rows) {
  return measure_sensitivity(config, *make_cpu_engine(), of_rows);
}

bool covers(const Interval& interval, double value) {
  return interval.low <= value && value <= interval.high;
}

void check(const FactorIndices& found, double first, double total) {
  INFO(found.first.value << ", " << found.total.value);
  CHECK(found.first.value == Approx(first).margin(0.02));
  CHECK(found.total.value == Approx(total).margin(0.02));
  CHECK(covers(found.first, first));
  CHECK(covers(found.total, total));
}

/// Of draws of the priors, as a result file keeps them.
Drivers given(const Config& config, std::uint64_t draws) {
  const std::unique_ptr<Engine> engine = make_cpu_engine();
  const Result result = test::result_of(*engine, config.forecast, {0, draws}, 0);
  const int threshold[] = {0};
  return drivers_of(config, {world_scores(config.forecast, 0, draws), world_odds(result)},
                    threshold, 1)[0];
}

}  // namespace

// us_first where x > 0 > y: P = 1/4, V = 3/16, V(E | x) = 1/16. A nation arrives at the start or
// not within 2 months, which its own score says.
TEST_CASE("indices of a race in closed form are found through the engine", "[sensitivity]") {
  const Sensitivity found = measured(two_spenders(0, 64));
  REQUIRE(found.factors.size() == 2);
  CHECK(found.factors[0].name() == "us.channel.all.spend");
  const OutputIndices& first = found.of(0, DrawOutput::us_first);
  CHECK(first.mean == Approx(0.25).margin(0.01));
  CHECK(first.between == Approx(3.0 / 16).margin(0.005));
  CHECK(first.share.value == 1);  // nothing but the priors is random
  for (const FactorIndices& factor : first.factors) check(factor, 1.0 / 3, 2.0 / 3);
  const OutputIndices& us = found.of(0, DrawOutput::us_arrival);
  CHECK(us.mean == Approx(1).margin(0.02));
  check(us.factors[0], 1, 1);
  CHECK(us.factors[1].total.value == 0);
  CHECK(found.of(0, DrawOutput::cn_arrival).factors[0].total.value == 0);
  const OutputIndices& lead = found.of(0, DrawOutput::lead);
  CHECK(lead.mean == Approx(0).margin(0.03));
  for (const FactorIndices& factor : lead.factors) check(factor, 0.5, 0.5);
}

TEST_CASE("correlated parameters are one group, which is all there is", "[sensitivity]") {
  const Sensitivity found = measured(two_spenders(0, 64, 0.6));
  REQUIRE(found.factors.size() == 1);
  check(found.of(0, DrawOutput::us_first).factors[0], 1, 1);
  // Each index of given data holds what the partner does as well: by symmetry they are equal.
  const Drivers drivers = given(two_spenders(0, 64, 0.6), 8192);
  REQUIRE(drivers.drivers.size() == 2);
  CHECK(drivers.drivers[0].index.value == Approx(drivers.drivers[1].index.value).margin(0.06));
}

TEST_CASE("draws of the priors have the first-order indices of the design", "[sensitivity]") {
  const Config config = two_spenders(0, 64, 0, 1, {0.25, 0.4});
  const Sensitivity found = measured(config);
  const OutputIndices& first = found.of(0, DrawOutput::us_first);
  CHECK(first.share.value > 0.3);
  CHECK(first.share.high < 0.95);
  const Drivers drivers = given(config, 16384);
  for (std::size_t i = 0; i < 2; ++i) {
    const Interval& by_design = first.factors[i].first;
    INFO(by_design.value << " and " << drivers.first[i].value);
    CHECK(covers(by_design, drivers.first[i].value));
    CHECK(covers(drivers.first[i], by_design.value));
    CHECK(by_design.value < first.factors[i].total.value);
  }
  CHECK(drivers.between == Approx(first.between).epsilon(0.05));
  // The rows of A and B are draws of the priors too.
  CHECK(found.drivers[0].draws == 2 * rows);
  CHECK(found.drivers[0].first[0].value == Approx(first.factors[0].first.value).margin(0.04));
}

TEST_CASE("a design is that of its seed, whatever the threads", "[sensitivity]") {
  const auto total = [](std::uint64_t seed, int threads) {
    const Config config = two_spenders(0.5, 64, 0, seed, {0.25, 0.4});
    return measure_sensitivity(config, *make_cpu_engine({.threads = threads}), 256)
        .of(0, DrawOutput::us_first)
        .factors[0]
        .total.value;
  };
  CHECK(total(1, 1) == total(1, 2));
  CHECK(total(1, 1) != total(2, 1));
}

TEST_CASE("a design of no priors, or of odd rows, is refused", "[sensitivity]") {
  const Config config = two_spenders(0, 64);
  CHECK_THROWS_WITH(measured(config, 100), Catch::Contains("100 rows are no power of two"));
  const Config constants =
      parse_config(config.resolved, "constants",
                   {{{"us.channel.all.spend", "50"}, {"cn.channel.all.spend", "50"}}});
  CHECK_THROWS_WITH(measured(constants), Catch::Contains("has no prior"));
}

}  // namespace racecast
