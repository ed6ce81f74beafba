#include "host/inference/bootstrap.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "host/inference/parallel.hpp"
#include "tests/catch.hpp"

namespace racecast {

TEST_CASE("a resample has as many units as the sample, drawn with replacement", "[statistics]") {
  const Resamples resampled(100, 200, 1);
  double squares = 0;
  for (std::size_t column = 0; column < resampled.columns(); ++column) {
    double sum = 0;
    for (std::size_t unit = 0; unit < 100; ++unit) {
      const double weight = resampled.of(unit)[column];
      sum += weight;
      if (column == 0) CHECK(weight == 1);
      if (column > 0) squares += (weight - 1) * (weight - 1);
    }
    CHECK(sum == 100);
  }
  // Multinomial: variance 1 - 1 / units, over 20,000 weights.
  CHECK(squares / 20000 == Approx(0.99).epsilon(0.05));
  CHECK(Resamples(100, 2, 1).of(3)[1] == resampled.of(3)[1]);
}

TEST_CASE("the error of a mean by resampling is the known one", "[statistics]") {
  constexpr std::size_t units = 400;
  const Resamples resampled(units, 400, 2);
  std::vector<double> sums(resampled.columns());
  for (std::size_t unit = 0; unit < units; ++unit)
    resampled.add(unit, static_cast<double>(unit) / units, sums.data());
  for (double& sum : sums) sum /= units;
  const double half = 1.96 * std::sqrt(1.0 / 12 / units);
  for (const Interval& found : {percentile_interval(sums), normal_interval(sums)}) {
    CHECK(found.value == Approx(0.49875));
    CHECK(found.low == Approx(found.value - half).margin(0.15 * half));
    CHECK(found.high == Approx(found.value + half).margin(0.15 * half));
  }
}

TEST_CASE("what is no number has no interval", "[statistics]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(percentile_interval(std::vector<double>{nan, 1, 2, 3}).low));
  CHECK(std::isnan(normal_interval(std::vector<double>{1, nan, nan}).high));
  CHECK(percentile_interval(std::vector<double>{1, nan, 1, 1}).low == 1);
}

TEST_CASE("work in parallel is done once, and its failure is heard", "[statistics]") {
  std::vector<int> done(1000);
  for_each_in_parallel(done.size(), 0, [&](std::size_t i) { ++done[i]; });
  CHECK(done == std::vector<int>(1000, 1));
  CHECK_THROWS_AS(for_each_in_parallel(100, 3,
                                       [](std::size_t i) {
                                         if (i == 42) throw std::runtime_error("42");
                                       }),
                  std::runtime_error);
  for_each_in_parallel(0, 2, [](std::size_t) { FAIL("there is no work"); });
}

}  // namespace racecast
