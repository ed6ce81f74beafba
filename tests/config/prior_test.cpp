#include <cmath>

#include "host/config/prior_reader.hpp"
#include "host/config/toml_reader.hpp"
#include "tests/catch.hpp"

using namespace racecast;

namespace {

constexpr double z95 = 1.6448536269514722;

// A parameter in an unlimited, a positive or a share range.
constexpr ValueBounds wide{-1e38, 1e38, 1};
constexpr ValueBounds positive{1e-6, 1e5, 1};
constexpr ValueBounds share{0, 1, 1};

ParameterValue parameter(const std::string& toml, const ValueBounds& bounds) {
  Diagnostics diagnostics;
  EvidenceRegistry evidence(diagnostics);
  const auto document = read_toml("p = " + toml, diagnostics.file("t"), diagnostics);
  auto value = read_parameter(document.value().members.at(0), "p", bounds, evidence, diagnostics);
  diagnostics.throw_if_any();
  return value.value();
}

struct Case {
  std::string toml;
  ValueBounds bounds;
  double p5, p95;
};

// The engines' formula in float: cubic Hermite between the nodes.
float in_float(const Prior& prior, const std::vector<QuantileTable>& tables, float z) {
  float g = prior.offset + prior.scale * z;
  if (prior.table >= 0) {
    const QuantileTable& table = tables.at(static_cast<std::size_t>(prior.table));
    const float place = (z - table_low) * (1.0f / table_spacing);
    const int cell = std::min(table_cells - 1, static_cast<int>(place));
    const float t = place - static_cast<float>(cell), u = 1 - t;
    g = u * u * (1 + 2 * t) * table.value[cell] + t * u * u * table.slope[cell] +
        t * t * (3 - 2 * t) * table.value[cell + 1] - t * t * u * table.slope[cell + 1];
  }
  if (prior.link == Link::exp) g = std::exp(g);
  if (prior.link == Link::logistic) g = 1 / (1 + std::exp(-g));
  return std::min(std::max(g, prior.low), prior.high);
}

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
  std::vector<QuantileTable> tables;
  const Prior prior = lower_prior(value.prior, tables);
  const double spread = c.p95 - c.p5;
  CHECK(evaluate(prior, tables, -z95) == Approx(c.p5).epsilon(2e-6).margin(1e-6 * spread));
  CHECK(evaluate(prior, tables, z95) == Approx(c.p95).epsilon(2e-6).margin(1e-6 * spread));
}

TEST_CASE("families lower to their links, what is cut to a table", "[config][prior]") {
  std::vector<QuantileTable> tables;
  const auto lowered = [&](const std::string& toml, const ValueBounds& bounds) {
    return lower_prior(parameter(toml, bounds).prior, tables);
  };
  const Prior normal = lowered("{ dist = \"normal\", mean = 3, sd = 2 }", wide);
  CHECK(normal.link == Link::identity);
  CHECK(normal.table == -1);
  CHECK(normal.offset == 3.0f);
  CHECK(normal.scale == 2.0f);
  const Prior lognormal = lowered("{ dist = \"lognormal\", median = 1, sigma = 0.5 }", positive);
  CHECK(lognormal.link == Link::exp);
  CHECK(lognormal.table == -1);
  CHECK(lognormal.low == 1e-6f);
  CHECK(lowered("\"0.2 to 0.4\"", share).link == Link::logistic);
  CHECK(tables.empty());
  CHECK(lowered("{ dist = \"uniform\", low = -1, high = 1 }", wide).link == Link::identity);
  CHECK(lowered("{ dist = \"uniform\", low = 0, high = 1 }", wide).table == 1);
  CHECK(lowered("{ dist = \"normal\", mean = 1, sd = 1 }", positive).link == Link::exp);
  CHECK(lowered("{ dist = \"lognormal\", p5 = 1, p95 = 2, max = 3 }", positive).high == 3.0f);
  CHECK(tables.size() == 4);
}

TEST_CASE("a prior in other units than the engine's", "[config][prior]") {
  const auto toml = GENERATE(as<std::string>(), "\"1e29 to 1e33\"", "\"-1e27 to 1e28\"",
                             "{ dist = \"uniform\", low = 1e26, high = 1e27 }",
                             "{ dist = \"lognormal\", p5 = 1e30, p95 = 1e33, max = 5e32 }");
  const ParameterValue value = parameter(toml, {-1e62, 1e62, 1e24});
  std::vector<QuantileTable> tables;
  const Prior prior = lower_prior(value.prior, tables);
  for (const double z : {-3.0, -1.0, 0.5, 2.0}) {
    CHECK(evaluate(prior, tables, z) == Approx(expected(value, z)).epsilon(1e-5));
  }
}

TEST_CASE("float evaluation follows the quantile function", "[config][prior]") {
  const auto [toml, bounds] = GENERATE(table<std::string, ValueBounds>({
      {"\"0.3 to 1.0\"", wide},
      {"\"0.05 to 0.9\"", share},
      {"{ dist = \"uniform\", low = 0, high = 1 }", share},
      {"{ dist = \"uniform\", low = 3, high = 7 }", wide},
      {"{ dist = \"uniform\", low = 1e-6, high = 1e5 }", positive},
      {"{ dist = \"normal\", mean = 0.05, sd = 0.02 }", ValueBounds{0, 1, 1}},
      {"{ dist = \"normal\", mean = 0, sd = 1, min = 0 }", wide},
      {"{ dist = \"normal\", mean = 5, sd = 1, min = 1, max = 7 }", wide},
      {"{ dist = \"lognormal\", median = 2, sigma = 2, min = 0.01 }", positive},
      {"{ dist = \"lognormal\", p5 = 0.2, p95 = 0.5, max = 0.45 }", share},
      {"{ dist = \"lognormal\", p5 = 100, p95 = 1000, min = 90, max = 2000 }", positive},
      {"{ dist = \"logitnormal\", median = 0.6, sigma = 1, min = 0.1 }", share},
      {"\"0.5 to 0.95\"", ValueBounds{0.01, 1, 1}},
  }));
  CAPTURE(toml);
  const ParameterValue value = parameter(toml, bounds);
  std::vector<QuantileTable> tables;
  const Prior prior = lower_prior(value.prior, tables);
  double worst = 0, before = -1e300;
  for (int i = 0; i <= 9500; ++i) {
    const auto z = static_cast<float>(-4.75 + i * 1e-3);
    const double want = expected(value, static_cast<double>(z));
    const double got = static_cast<double>(in_float(prior, tables, z));
    worst = std::max(worst, std::abs(got - want) / std::abs(want));
    REQUIRE(want >= before);
    before = want;
  }
  CHECK(worst <= 1e-5);
}

TEST_CASE("score and slope belong to the quantile function", "[config][prior]") {
  const auto toml = GENERATE(as<std::string>(), "{ dist = \"normal\", mean = 1, sd = 2 }",
                             "{ dist = \"lognormal\", p5 = 1, p95 = 9 }",
                             "{ dist = \"logitnormal\", p5 = 0.1, p95 = 0.9 }",
                             "{ dist = \"uniform\", low = -1, high = 2 }",
                             "{ dist = \"normal\", mean = 1, sd = 2, min = 0, max = 2 }");
  const DistributionPtr distribution = parameter(toml, wide).prior.distribution;
  CAPTURE(toml);
  for (double z = -4; z <= 4; z += 0.37) {
    const double h = 1e-5;
    CHECK(distribution->score(distribution->quantile(z)) == Approx(z).epsilon(1e-7).margin(1e-9));
    const double slope = (distribution->quantile(z + h) - distribution->quantile(z - h)) / (2 * h);
    CHECK(distribution->slope(z) == Approx(slope).epsilon(1e-4));
  }
}
