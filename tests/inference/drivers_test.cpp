#include "host/inference/drivers.hpp"

#include <cmath>

#include "host/config/config.hpp"
#include "host/inference/logistic_fit.hpp"
#include "tests/catch.hpp"
#include "tests/inference/made_up_worlds.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

constexpr int driver_paths = 16, first_threshold[] = {0};
constexpr std::size_t draws = 8192, priors = 12;

/// Priors 3 and 5 of the quick config drive the odds; they are even at z3 = 1.25 and at z5 = -2.5,
/// where the other is as often above 0 as below, and together nearest at (0.8, -0.4) / 0.8.
double odds(const std::vector<double>& z) { return logistic_of(-1 + 0.8 * z[3] - 0.4 * z[5]); }

Drivers drivers(const std::function<double(const std::vector<double>&)>& of) {
  return drivers_of(test::shipped("quick.toml"),
                    test::made_up_worlds(draws, priors, driver_paths, of), first_threshold, 1)[0];
}

}  // namespace

TEST_CASE("the drivers are found, with the scores at which each turns the odds", "[results]") {
  const Drivers found = drivers(odds);
  REQUIRE(found.drivers.size() >= 2);
  CHECK(found.drivers[0].prior == 3);
  CHECK(found.drivers[1].prior == 5);
  CHECK(found.looked_at == priors);
  const Config config = test::shipped("quick.toml");
  const double exact[] = {1.25, -2.5}, margin[] = {0.1, 0.3};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& turn = found.drivers[i].turn;
    REQUIRE(turn);
    CHECK(turn->score == Approx(exact[i]).margin(margin[i]));
    CHECK(turn->quantile == Approx(std::erfc(-turn->score / std::sqrt(2.0)) / 2));
    CHECK(turn->value == parameter_of_prior(config, found.drivers[i].prior).quantile(turn->score));
    const double beyond = draws * std::erfc(std::abs(turn->score) / std::sqrt(2.0)) / 2;
    CHECK(static_cast<double>(turn->draws_beyond) == Approx(beyond).margin(4 * std::sqrt(beyond)));
  }
}

TEST_CASE("the smallest joint change is the nearest point of the plane of even odds", "[results]") {
  const Drivers found = drivers(odds);
  REQUIRE(found.joint);
  CHECK(found.joint->distance == Approx(1 / std::sqrt(0.8)).margin(0.05));
  CHECK(found.joint->beyond == Approx(0.1318).margin(0.01));  // Phi(-1.118)
  CHECK(found.joint->explained == Approx(1).margin(0.05));
  REQUIRE(found.joint->parts.size() >= 2);
  CHECK(found.joint->parts[0].prior == 3);
  CHECK(found.joint->parts[0].score == Approx(1).margin(0.05));
  CHECK(found.joint->parts[1].score == Approx(-0.5).margin(0.05));
}

TEST_CASE("tenths of a parameter have the odds of their worlds", "[results]") {
  const Drivers found =
      drivers([](const std::vector<double>& z) { return z[3] > 0 ? 0.75 : 0.25; });
  const DecileOdds& tenths = found.drivers.at(0).deciles;
  for (std::size_t i = 0; i < 10; ++i) {
    // 819 draws of 16 paths: a standard error of 0.0038.
    CHECK(tenths.odds[i] == Approx(i < 5 ? 0.25 : 0.75).margin(0.016));
    CHECK(tenths.error[i] == Approx(std::sqrt(0.1875 / 16 / 819)).epsilon(0.1));
  }
}

TEST_CASE("odds that no plausible change turns are turned by none", "[results]") {
  const Drivers far = drivers([](const std::vector<double>& z) { return logistic_of(3.6 + z[3]); });
  REQUIRE_FALSE(far.drivers.empty());
  CHECK(far.drivers[0].prior == 3);
  CHECK_FALSE(far.drivers[0].turn);  // 3.6 standard deviations away
  REQUIRE(far.joint);
  CHECK(far.joint->distance == Approx(3.6).margin(0.2));
  const Drivers none = drivers([](const auto&) { return 0.5; });
  CHECK(none.drivers.empty());
  CHECK_FALSE(none.joint);
}

}  // namespace racecast
