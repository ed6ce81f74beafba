#include "host/inference/weights.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "tests/catch.hpp"

using namespace racecast;

namespace {

/// Fitted to `count` numbers of a generalised Pareto distribution of shape k.
double shape_of_sample(double k, std::size_t count) {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back((std::pow(1 - uniform(random), -k) - 1) / k);
  std::sort(values.begin(), values.end(), std::greater<>());
  return pareto_shape(values, count);
}

}  // namespace

TEST_CASE("the fitted shape is that of the sample", "[statistics]") {
  // 3 sqrt(1e5) = 948 exceedances: a standard error of about (1 + k) / sqrt(948).
  for (const double k : {-0.4, 0.3, 0.7, 1.2}) {
    INFO(k);
    CHECK(std::abs(shape_of_sample(k, 100'000) - k) < 5 * (1 + k) / std::sqrt(948.0));
  }
}

TEST_CASE("where only the largest are known, their tail is fitted", "[statistics]") {
  std::mt19937_64 random(6);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<double> values;
  for (std::size_t i = 0; i < 200'000; ++i) values.push_back(std::pow(1 - uniform(random), -0.5));
  std::sort(values.begin(), values.end(), std::greater<>());
  // 3 sqrt(200'000) = 1341 are wanted.
  CHECK(std::abs(pareto_shape(std::span(values).first(1000), values.size()) - 0.5) < 0.25);
}

TEST_CASE("few or equal weights have no shape", "[statistics]") {
  CHECK(std::isnan(shape_of_sample(0.3, 24)));
  const std::vector<double> equal(1000, 1.0);
  CHECK(std::isnan(pareto_shape(equal, equal.size())));
  CHECK(pareto_limit(100) == 0.5);
  CHECK(pareto_limit(1'000'000) == 0.7);
}

TEST_CASE("weights are worth as many equal ones as Kish says", "[statistics]") {
  const double weights[] = {1, 1, 2};
  CHECK(effective_size(weights) == Approx(16.0 / 6));
  CHECK(effective_size(std::vector<double>(7, 0.25)) == 7);
  CHECK(effective_size(std::vector<double>{0, 3, 0}) == 1);
  CHECK(effective_size(4, 6) == effective_size(weights));
  CHECK(effective_size({}) == 0);
  CHECK(effective_size(std::vector<double>(3, 0.0)) == 0);
}
