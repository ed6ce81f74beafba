#include <cmath>

#include "tests/catch.hpp"
#include "tests/priors/priors.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

constexpr double z95 = 1.6448536269514722;

constexpr ValueBounds wide = wide_bounds, positive = positive_bounds, share = share_bounds;

struct Case {
  std::string toml;
  ValueBounds bounds;
  double p5, p95;
};

double expected(const ParameterValue& value, double z) {
  return value.prior.distribution->quantile(z) / value.prior.unit;
}

}  // namespace

TEST_CASE("each form realises its 5 and 95 percent", "[config][prior]") {
  const double logit = std::log(0.3 / 0.7);
  const Case c = GENERATE_COPY(values<Case>({
      {"\"0.3 to 1.0\"", wide, 0.3, 1.0},
      {"\"-0.5 to 1.0\"", wide, -0.5, 1.0},
      {"\"0 to 2_000.5\"", wide, 0, 2000.5},
      {"\"0.3 to 0.9\"", share, 0.3, 0.9},
      {"{ interval = \"1e9 to 1e13\" }", wide, 1e9, 1e13},
      {"{ dist = \"normal\", p5 = 1, p95 = 3 }", wide, 1, 3},
      {"{ dist = \"normal\", mean = 0.05, sd = 0.02 }", wide, 0.05 - z95 * 0.02, 0.05 + z95 * 0.02},
      {"{ dist = \"lognormal\", p5 = 120, p95 = 140 }", positive, 120, 140},
      {"{ dist = \"lognormal\", median = 10, sigma = 0.2 }", positive, 10 * std::exp(-z95 * 0.2),
       10 * std::exp(z95 * 0.2)},
      {"{ dist = \"logitnormal\", p5 = 0.2, p95 = 0.6 }", share, 0.2, 0.6},
      {"{ dist = \"logitnormal\", median = 0.3, sigma = 0.5 }", share,
       1 / (1 + std::exp(-(logit - z95 * 0.5))), 1 / (1 + std::exp(-(logit + z95 * 0.5)))},
      {"{ dist = \"uniform\", low = -2, high = 4 }", wide, -1.7, 3.7},
      // Half of a normal: P(X < x | X > 0) = 2 P(X < x) - 1.
      {"{ dist = \"normal\", mean = 0, sd = 1, min = 0 }", wide, 0.0627067779432138,
       1.959963984540054},
      // The lower nine tenths of a uniform.
      {"{ dist = \"uniform\", low = 0, high = 1, max = 0.9 }", share, 0.045, 0.855},
  }));
  CAPTURE(c.toml);
  const ParameterValue value = parameter(c.toml, c.bounds);
  REQUIRE_FALSE(value.is_constant());
  CHECK(value.prior.distribution->quantile(-z95) == Approx(c.p5).epsilon(1e-12).margin(1e-12));
  CHECK(value.prior.distribution->quantile(z95) == Approx(c.p95).epsilon(1e-12));
  const Lowered lowered(value);
  const double spread = c.p95 - c.p5;
  CHECK(lowered.at(static_cast<float>(-z95)) == Approx(c.p5).epsilon(3e-6).margin(1e-6 * spread));
  CHECK(lowered.at(static_cast<float>(z95)) == Approx(c.p95).epsilon(3e-6).margin(1e-6 * spread));
}

TEST_CASE("families lower to their links, what is cut to a table", "[config][prior]") {
  std::vector<QuantileCell> cells;
  const auto lowered = [&](const std::string& toml, const ValueBounds& bounds) {
    return lower_prior(parameter(toml, bounds).prior, cells).value();
  };
  const Prior normal = lowered("{ dist = \"normal\", mean = 3, sd = 2 }", wide);
  CHECK(normal.link == Link::identity);
  CHECK(normal.cell_count == 0);
  CHECK(normal.offset == 3.0f);
  CHECK(normal.scale == 2.0f);
  const Prior lognormal = lowered("{ dist = \"lognormal\", median = 1, sigma = 0.5 }", positive);
  CHECK(lognormal.link == Link::exp);
  CHECK(lognormal.cell_count == 0);
  CHECK(lognormal.low == 1e-6f);
  CHECK(lowered("\"0.2 to 0.4\"", share).link == Link::logistic);
  CHECK(cells.empty());
  CHECK(lowered("{ dist = \"uniform\", low = -1, high = 1 }", wide).link == Link::identity);
  const std::size_t first = cells.size();
  CHECK(first > 0);
  const Prior second = lowered("{ dist = \"uniform\", low = 0, high = 1 }", wide);
  CHECK(static_cast<std::size_t>(second.first_cell) == first);
  CHECK(static_cast<std::size_t>(second.first_cell + second.cell_count) == cells.size());
  CHECK(lowered("{ dist = \"normal\", mean = 1, sd = 1 }", positive).link == Link::exp);
  CHECK(lowered("{ dist = \"lognormal\", p5 = 1, p95 = 2, max = 3 }", positive).high == 3.0f);
}

TEST_CASE("a prior in other units than the engine's", "[config][prior]") {
  const auto toml = GENERATE(as<std::string>(), "\"1e29 to 1e33\"", "\"-1e27 to 1e28\"",
                             "{ dist = \"uniform\", low = 1e26, high = 1e27 }",
                             "{ dist = \"lognormal\", p5 = 1e30, p95 = 1e33, max = 5e32 }");
  const ParameterValue value = parameter(toml, {-1e62, 1e62, 1e24});
  const Lowered lowered(value);
  for (const double z : {-3.0, -1.0, 0.5, 2.0}) {
    CHECK(lowered.at(static_cast<float>(z)) == Approx(expected(value, z)).epsilon(1e-5));
  }
}
