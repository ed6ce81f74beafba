#include "host/inference/mixing.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "tests/catch.hpp"

namespace racecast {
namespace {

/// Draws whose probability has a beta distribution with shapes (a, a): of the variance 1 / 4, the
/// part 1 / (2 a + 1) is between them.
std::vector<std::uint64_t> beta_odds(double a, int paths, int draws, std::mt19937_64& random) {
  std::vector<std::uint64_t> odds(static_cast<std::size_t>(paths) + 1);
  for (int draw = 0; draw < draws; ++draw) {
    const double x = std::gamma_distribution<>(a)(random), y = std::gamma_distribution<>(a)(random);
    ++odds[static_cast<std::size_t>(std::binomial_distribution<int>(paths, x / (x + y))(random))];
  }
  return odds;
}

}  // namespace

TEST_CASE("the share of the variance between worlds is unbiased and its interval covers it",
          "[results]") {
  std::mt19937_64 random(3);
  for (const double a : {0.3, 2.0, 12.0}) {
    const double truth = 1 / (2 * a + 1);
    constexpr int repeats = 400, paths = 8, draws = 300;
    double mean = 0, naive = 0;
    int covered = 0;
    for (int i = 0; i < repeats; ++i) {
      const std::vector<std::uint64_t> odds = beta_odds(a, paths, draws, random);
      const VarianceShare share = variance_share(odds);
      mean += share.share / repeats;
      covered += share.low <= truth && truth <= share.high;
      naive += (share.between + share.within / paths) / (share.between + share.within) / repeats;
    }
    INFO("beta(" << a << ", " << a << ")");
    CHECK(mean == Approx(truth).margin(0.01));
    CHECK(naive > truth + 0.02);  // binomial noise taken for a difference between worlds
    CHECK(covered >= 365);        // 380 are expected, with a standard deviation of 4.4
    CHECK(covered <= 394);
  }
}

TEST_CASE("all between, all within, and no variance", "[results]") {
  CHECK(variance_share(std::vector<std::uint64_t>{50, 0, 0, 0, 50}).share == Approx(1));
  const VarianceShare chance = variance_share(std::vector<std::uint64_t>{62, 250, 376, 250, 62});
  CHECK(std::abs(chance.share) < 0.01);
  CHECK(chance.within == Approx(0.25).epsilon(0.01));
  CHECK(std::isnan(variance_share(std::vector<std::uint64_t>{7, 0, 0}).share));
  CHECK(std::isnan(variance_share(std::vector<std::uint64_t>{0, 1, 0}).share));
}

}  // namespace racecast
