#include "host/inference/drivers.hpp"

#include <cmath>

#include "host/numerics/normal_score.hpp"
#include "tests/catch.hpp"
#include "tests/inference/made_up_worlds.hpp"

namespace racecast {
namespace {

constexpr int given_paths = 8, given_threshold[] = {0};

/// 0.2 + 0.4 u0 + 0.2 u1: variances 4 to 1, nothing of the third.
double given_odds(const std::vector<double>& z) {
  return 0.2 + 0.4 * normal_cdf(z[0]) + 0.2 * normal_cdf(z[1]);
}

GivenIndices indices_of(const WorldSample& sample) {
  return given_indices(sample, given_threshold, 1)[0];
}

bool holds(const Interval& interval, double value) {
  return interval.low <= value && value <= interval.high;
}

}  // namespace

TEST_CASE("given-data indices are those of the odds, without the chance of paths", "[results]") {
  const GivenIndices found = indices_of(test::made_up_worlds(16384, 3, given_paths, given_odds));
  CHECK(found.between == Approx(0.2 / 12).epsilon(0.05));
  constexpr double exact[] = {0.8, 0.2, 0};
  for (std::size_t i = 0; i < 3; ++i) {
    INFO(i << ": " << found.first[i].value << ", " << found.first[i].low << " to "
           << found.first[i].high);
    CHECK(holds(found.first[i], exact[i]));
    CHECK(std::abs(found.first[i].value - exact[i]) < 0.04);
    CHECK(found.first[i].high - found.first[i].low < 0.15);
  }
}

TEST_CASE("chance that is taken for a difference between worlds is seen", "[results]") {
  WorldSample planted = test::made_up_worlds(16384, 3, given_paths, given_odds);
  planted.odds.paths *= 1000;  // as if each share were known to a thousandth of its chance
  for (std::uint32_t& us : planted.odds.us) us *= 1000;
  const GivenIndices found = indices_of(planted);
  CHECK(found.between > 2 * 0.2 / 12);
  CHECK_FALSE(holds(found.first[0], 0.8));
}

TEST_CASE("indices of parameters that do nothing are 0 on average", "[results]") {
  double sum = 0;
  const WorldSample sample = test::made_up_worlds(2048, 40, given_paths, given_odds);
  const GivenIndices found = indices_of(sample);
  int beyond = 0;
  for (std::size_t i = 2; i < 40; ++i) {
    sum += found.first[i].value;
    beyond += found.first[i].low > 0;
  }
  CHECK(std::abs(sum / 38) < 0.006);  // uncorrected: 15 bins' chance, 0.02
  CHECK(beyond <= 6);
}

TEST_CASE("odds that are the same in all worlds have no indices", "[results]") {
  const GivenIndices found =
      indices_of(test::made_up_worlds(512, 2, given_paths, [](const auto&) { return 1.0; }));
  CHECK(found.between == 0);
  CHECK(std::isnan(found.first[0].value));
  CHECK(index_bins(31250) == 64);
  CHECK(index_bins(512) == 8);
  CHECK(index_bins(1) == 4);
}

}  // namespace racecast
