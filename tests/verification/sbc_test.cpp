// The band of simulation-based calibration, and a short run of it. The long one is
// `racecast_tables sbc`.
#include "tests/catch.hpp"
#include "verification/posteriors/sbc.hpp"

namespace racecast::verification {

TEST_CASE("a band holds uniform ranks and not skewed ones", "[calibrate]") {
  const double limit = least_tail_limit(1000);
  CHECK(limit < 1e-3);  // a hundred tests at once
  CHECK(limit > 1e-6);
  const std::vector<std::uint32_t> uniform(sbc_draws + 1, 10);
  CHECK(least_tail(uniform) > 0.5);
  std::vector<std::uint32_t> skewed = uniform, wide = uniform;
  for (std::uint32_t rank = 0; rank < 50; ++rank) skewed[rank] = 12, skewed[99 - rank] = 8;
  for (std::uint32_t rank = 0; rank < 25; ++rank)
    wide[rank] = wide[99 - rank] = 14, wide[49 - rank] = wide[50 + rank] = 6;
  CHECK(least_tail(skewed) < limit);
  CHECK(least_tail(wide) < limit);
}

TEST_CASE("truths rank anywhere among their posteriors", "[calibrate]") {
  const std::uint64_t simulations = RACECAST_SANITIZED ? 4 : 60;
  const SbcResult result = simulate_calibrations({.simulations = simulations});
  CHECK(result.reached * 6 > simulations * 5);
  REQUIRE(result.parameter.size() == 6);
  for (const SbcParameter& parameter : result.parameter) {
    INFO(parameter.path);
    CHECK(parameter.inside);
  }
}

}  // namespace racecast::verification
