// The tables of priors against the quantile functions they were made of, over every family.
#include <cmath>

#include "host/numerics/normal_score.hpp"
#include "host/priors/prior_lowering.hpp"
#include "kernels/model/priors.hpp"
#include "tests/catch.hpp"
#include "tests/priors/priors.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

constexpr double stated_error = 1e-5;

/// What an error of the engine's value at a score is relative to: the value itself, and, where the
/// drawn values have both signs, at least what the quantile function rises by over half a score
/// below or above, whichever is less (beside a jump it is the side without).
double error_scale(const Distribution& distribution, double score) {
  const double value = distribution.quantile(score);
  if (distribution.quantile(-score_range) >= 0 || distribution.quantile(score_range) <= 0)
    return std::abs(value);
  const double above = distribution.quantile(score + 0.5) - value;
  return std::max(std::abs(value), std::min(above, value - distribution.quantile(score - 0.5)));
}

/// The largest error of the engine's value between the quantiles 1e-6 and 1 - 1e-6, relative to
/// error_scale(): against the exact quantile at the same score, or against the nearest of those
/// that a last bit of the score away.
double largest_error(const ParameterValue& value, const Lowered& lowered) {
  const Distribution& distribution = *value.prior.distribution;
  const double unit = value.prior.unit;
  const double last = normal_quantile(1 - 1e-6);
  double worst = 0;
  constexpr int steps = 20'000;
  for (int i = 0; i <= steps; ++i) {
    const auto z = static_cast<float>(last * (2.0 * i / steps - 1));
    const double score = static_cast<double>(z), got = lowered.at(z) * unit;
    const double want = distribution.quantile(score);
    const auto error = [&](double difference, double at) {
      return difference > 1e-36 * unit ? difference / error_scale(distribution, at) : 0.0;
    };
    double off = error(std::abs(got - want), score);
    if (off > 1e-6) {
      const double bit = std::abs(score) * 0x1p-23 + 1e-12;
      const double low = distribution.quantile(score - bit);
      const double high = distribution.quantile(score + bit);
      off = std::min(off, std::max(error(low - got, score - bit), error(got - high, score + bit)));
    }
    worst = std::max(worst, off);
  }
  return worst;
}

}  // namespace

TEST_CASE("an engine's value is within the stated error of the quantile", "[config][prior]") {
  for (const PriorExample& example : prior_examples()) {
    CAPTURE(example.toml);
    const ParameterValue value = parameter(example.toml, example.bounds);
    const Lowered lowered(value);
    CHECK(largest_error(value, lowered) <= stated_error);
    CHECK(lowered.cells.size() <= max_cells_of_prior);
    UNSCOPED_INFO(example.toml << ": " << lowered.cells.size() << " cells");
  }
}

TEST_CASE("a wrong table is seen", "[config][prior]") {
  const ParameterValue value = parameter("{ dist = \"gamma\", shape = 2, scale = 1 }", wide_bounds);
  Lowered lowered(value);
  REQUIRE(largest_error(value, lowered) <= stated_error);
  QuantileCell& cell = lowered.cells[lowered.cells.size() / 2];
  SECTION("a coefficient that is off") { cell.c1 *= 1.01f; }
  SECTION("a value that is off by 2e-5") { cell.c0 += 2e-5f; }
  SECTION("a border that is off") { cell.from += 0.01f; }
  CHECK(largest_error(value, lowered) > stated_error);
}

TEST_CASE("quantile functions rise, and shares invert them", "[config][prior]") {
  for (const PriorExample& example : prior_examples()) {
    CAPTURE(example.toml);
    const DistributionPtr one = parameter(example.toml, example.bounds).prior.distribution;
    double before = one->quantile(-6.4);
    for (double z = -6.3; z < 6.4; z += 0.0917) {
      const double value = one->quantile(z);
      REQUIRE(value >= before);
      before = value;
      // P(X < value) <= share of z <= P(X <= value), with equality where there is no jump; but for
      // the last bits of a value, which are much where the density has no bound.
      const double bits = 1e-13 * std::abs(value) + 1e-300;
      const Shares cut = one->shares(value + bits), under = one->shares_before(value - bits);
      CAPTURE(z, value);
      CHECK(under.below <= normal_cdf(z) * (1 + 1e-6) + 1e-14);
      CHECK(cut.below >= normal_cdf(z) * (1 - 1e-6) - 1e-14);
      CHECK(under.above >= normal_cdf(-z) * (1 - 1e-6) - 1e-14);
      CHECK(cut.above <= normal_cdf(-z) * (1 + 1e-6) + 1e-14);
      CHECK(cut.below + cut.above == Approx(1).epsilon(1e-7));
    }
  }
}

TEST_CASE("scores beyond a table keep the values of its ends", "[config][prior]") {
  const Lowered lowered(parameter("{ dist = \"uniform\", low = 1, high = 3 }", wide_bounds));
  CHECK(lowered.at(-9.0f) == lowered.at(-table_range));
  CHECK(lowered.at(9.0f) == lowered.at(table_range));
  CHECK(lowered.at(9.0f) == Approx(3).epsilon(1e-6));
}
