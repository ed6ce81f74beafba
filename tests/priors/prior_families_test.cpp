#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <cmath>

#include "host/config/config.hpp"
#include "host/numerics/normal_score.hpp"
#include "host/priors/families.hpp"
#include "host/text/number_text.hpp"
#include "host/toml/diagnostics.hpp"
#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/priors/priors.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

double at(const DistributionPtr& one, double share) {
  return one->quantile(normal_quantile(share, 1 - share));
}

DistributionPtr made(const std::string& toml, const ValueBounds& bounds = wide_bounds) {
  return parameter(toml, bounds).prior.distribution;
}

std::string refusal(const std::string& toml, const ValueBounds& bounds = wide_bounds) {
  try {
    parameter(toml, bounds);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("the usual parameters are those of Boost.Math", "[config][prior]") {
  const double share = GENERATE(1e-6, 0.01, 0.3, 0.5, 0.8, 0.999);
  CAPTURE(share);
  CHECK(at(made("{ dist = \"gamma\", shape = 2.5, scale = 3 }"), share) ==
        Approx(quantile(boost::math::gamma_distribution<>(2.5, 3), share)).epsilon(1e-10));
  CHECK(at(made("{ dist = \"beta\", alpha = 2, beta = 5, low = -1, high = 3 }"), share) ==
        Approx(4 * quantile(boost::math::beta_distribution<>(2, 5), share) - 1).epsilon(1e-10));
  CHECK(at(made("{ dist = \"student_t\", df = 3, location = 1, scale = 2 }"), share) ==
        Approx(2 * quantile(boost::math::students_t_distribution<>(3), share) + 1).epsilon(1e-9));
  CHECK(at(made("{ dist = \"triangular\", low = 1, mode = 2, high = 5 }"), share) ==
        Approx(quantile(boost::math::triangular_distribution<>(1, 2, 5), share)).epsilon(1e-12));
  // A PERT of low 0, mode 1, high 4 is a beta with exponents 2 and 4.
  CHECK(at(made("{ dist = \"pert\", low = 0, mode = 1, high = 4 }"), share) ==
        Approx(4 * quantile(boost::math::beta_distribution<>(2, 4), share)).epsilon(1e-10));
  CHECK(at(made("{ dist = \"loguniform\", low = 1, high = 100 }"), share) ==
        Approx(std::pow(10, 2 * share)).epsilon(1e-12));
}

TEST_CASE("means and standard deviations", "[config][prior]") {
  // Moments by the midpoint rule over the shares.
  const auto toml = GENERATE(as<std::string>(), "{ dist = \"lognormal\", mean = 3, sd = 0.5 }",
                             "{ dist = \"gamma\", mean = 3, sd = 0.5 }",
                             "{ dist = \"beta\", mean = 3, sd = 0.5, low = 1, high = 6 }");
  CAPTURE(toml);
  const DistributionPtr one = made(toml);
  constexpr int n = 20'000;
  double sum = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    const double x = at(one, (i + 0.5) / n);
    sum += x;
    squares += x * x;
  }
  CHECK(sum / n == Approx(3).epsilon(1e-4));
  CHECK(std::sqrt(squares / n - sum / n * sum / n) == Approx(0.5).epsilon(1e-3));
}

TEST_CASE("a family given by quantiles has them", "[config][prior]") {
  const auto family = GENERATE(as<std::string>(), "normal", "lognormal", "logitnormal", "uniform",
                               "loguniform", "beta", "gamma", "student_t", "triangular", "pert");
  const bool three = family == "triangular" || family == "pert";
  struct Points {
    std::string keys;
    std::vector<QuantilePoint> points;
  };
  const auto points = GENERATE_COPY(values<Points>({
      {"p5 = 0.2, median = 0.35, p95 = 0.55", {{0.05, 0.2}, {0.5, 0.35}, {0.95, 0.55}}},
      {"p10 = 0.3, p50 = 0.5, p90 = 0.72", {{0.1, 0.3}, {0.5, 0.5}, {0.9, 0.72}}},
      {"p1 = 0.3, p25 = 0.34, p99 = 0.5", {{0.01, 0.3}, {0.25, 0.34}, {0.99, 0.5}}},
      {"p5 = 0.2, p95 = 0.55", {{0.05, 0.2}, {0.95, 0.55}}},
      {"p25 = 0.2, p30 = 0.21", {{0.25, 0.2}, {0.3, 0.21}}},
      {"p2_5 = 0.01, p50 = 0.4", {{0.025, 0.01}, {0.5, 0.4}}},
  }));
  if (three != (points.points.size() == 3)) return;
  const std::string toml =
      "{ dist = \"" + family + "\", " + points.keys + (family == "student_t" ? ", df = 3 }" : " }");
  CAPTURE(toml);
  const DistributionPtr one = made(toml);
  for (const QuantilePoint& point : points.points)
    CHECK(at(one, point.share) == Approx(point.value).epsilon(1e-8));
}

TEST_CASE("a parameter's own quantiles give it back", "[config][prior]") {
  const DistributionPtr beta = made("{ dist = \"beta\", alpha = 0.7, beta = 4 }");
  const DistributionPtr again = made("{ dist = \"beta\", p5 = " + number_text(at(beta, 0.05)) +
                                     ", p75 = " + number_text(at(beta, 0.75)) + " }");
  const DistributionPtr tri = made("{ dist = \"triangular\", low = 1, mode = 2, high = 6 }");
  const DistributionPtr tri_again =
      made("{ dist = \"triangular\", p1 = " + number_text(at(tri, 0.01)) +
           ", p50 = " + number_text(at(tri, 0.5)) + ", p90 = " + number_text(at(tri, 0.9)) + " }");
  for (const double share : {0.001, 0.3, 0.6, 0.99}) {
    CHECK(at(again, share) == Approx(at(beta, share)).epsilon(1e-8));
    CHECK(at(tri_again, share) == Approx(at(tri, share)).epsilon(1e-8));
  }
}

TEST_CASE("curves through quantiles", "[config][prior]") {
  // Through two quantiles the monotone curve is the lognormal, and a metalog the logistic.
  const DistributionPtr curve = made("{ dist = \"quantiles\", p5 = 1, p95 = 9 }");
  const DistributionPtr lognormal = made("{ dist = \"lognormal\", p5 = 1, p95 = 9 }");
  const DistributionPtr metalog =
      made("{ dist = \"quantiles\", shape = \"metalog\", p25 = 1, p75 = 3 }");
  const DistributionPtr linear =
      made("{ dist = \"quantiles\", shape = \"linear\", p25 = 1, p75 = 3, min = 0, max = 11 }");
  for (const double share : {1e-5, 0.1, 0.5, 0.9, 0.9999}) {
    CHECK(at(curve, share) == Approx(at(lognormal, share)).epsilon(1e-10));
    CHECK(at(metalog, share) ==
          Approx(2 + std::log(share / (1 - share)) / std::log(3)).epsilon(1e-9).margin(1e-12));
  }
  CHECK(at(linear, 0.125) == Approx(0.5).epsilon(1e-12));
  CHECK(at(linear, 0.5) == Approx(2).epsilon(1e-12));
  CHECK(at(linear, 0.875) == Approx(7).epsilon(1e-12));
  // Keelin's SPT metalog of 10, 50 and 90 % quantiles that lie evenly is symmetric.
  const DistributionPtr even = made(
      "{ dist = \"quantiles\", shape = \"metalog\", p10 = 1, p50 = 2, p90 = 3, min = 0, max = 4 }");
  CHECK(at(even, 0.2) + at(even, 0.8) == Approx(4).epsilon(1e-10));
  for (const char* shape : {"monotone", "metalog"}) {
    const DistributionPtr one = made("{ dist = \"quantiles\", shape = \"" + std::string(shape) +
                                     "\", p5 = 1, p25 = 2, p50 = 2.6, p75 = 3.4, p95 = 6 }");
    CHECK(at(one, 0.05) == Approx(1).epsilon(1e-9));
    CHECK(at(one, 0.25) == Approx(2).epsilon(1e-9));
    CHECK(at(one, 0.5) == Approx(2.6).epsilon(1e-9));
    CHECK(at(one, 0.75) == Approx(3.4).epsilon(1e-9));
    CHECK(at(one, 0.95) == Approx(6).epsilon(1e-9));
  }
}

TEST_CASE("discrete values are exact, and their probabilities to 1e-7", "[config][prior]") {
  const ParameterValue value = parameter(
      "{ dist = \"mixture\", of = [0.1, 0.7, { dist = \"discrete\", values = [1e-9, 12345.678, "
      "0.7], "
      "weights = [1, 2, 3] }], weights = [5, 1, 2] }");
  const Lowered lowered(value);
  const std::vector<float> values = {1e-9f, 0.1f, 0.7f, 12345.678f};
  const std::vector<double> borders = {2.0 / 8 / 6, 5.0 / 8 + 2.0 / 8 / 6, 1 - 4.0 / 8 / 6};
  REQUIRE(lowered.cells.size() == values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float from = lowered.cells[i].from;
    CHECK(static_cast<float>(lowered.at(from)) == values[i]);
    if (i == 0) continue;
    CHECK(static_cast<float>(lowered.at(std::nextafter(from, -9.0f))) == values[i - 1]);
    CHECK(std::abs(normal_cdf(static_cast<double>(from)) - borders[i - 1]) <= 1e-7);
  }
}

TEST_CASE("truncation renormalises", "[config][prior]") {
  const DistributionPtr die =
      made("{ dist = \"discrete\", values = [1, 2, 3, 4, 5, 6], min = 2, max = 4 }");
  CHECK(die->cdf(2) == Approx(1.0 / 3).epsilon(1e-14));
  CHECK(die->cdf(3) == Approx(2.0 / 3).epsilon(1e-14));
  CHECK(die->cdf(4) == 1);
  CHECK(die->cdf(1.9) == 0);
  const DistributionPtr mixed =
      made("{ dist = \"mixture\", of = [1, { dist = \"uniform\", low = 0, high = 4 }], max = 2 }");
  CHECK(mixed->cdf(1) == Approx((0.5 + 0.125) / 0.75).epsilon(1e-12));
  CHECK(mixed->shares_before(1).below == Approx(0.125 / 0.75).epsilon(1e-12));
  CHECK(mixed->quantile(0) == 1);
  const DistributionPtr gamma = made("{ dist = \"gamma\", shape = 1, scale = 1, min = 3 }");
  for (const double share : {0.01, 0.5, 0.99})  // an exponential forgets where it began
    CHECK(at(gamma, share) == Approx(3 - std::log1p(-share)).epsilon(1e-10));
  const DistributionPtr inner = made(
      "{ dist = \"mixture\", of = [{ dist = \"normal\", mean = 0, sd = 1, min = 0 }, 5], weights = "
      "[1, 1] }");
  CHECK(inner->cdf(4) == Approx(0.5).epsilon(1e-4));
}

TEST_CASE("what no distribution meets is refused with the reason", "[config][prior]") {
  const auto [toml, message] = GENERATE(table<std::string, std::string>({
      {"{ dist = \"normal\", p5 = 3, p95 = 3 }", "p5 3 is not below p95 3"},
      {"{ dist = \"normal\", p50 = 1, median = 2 }", "the same quantile twice"},
      {"{ dist = \"normal\", p5 = 1, p50 = 2, p95 = 3 }", "give mean and sd, or two quantiles"},
      {"{ dist = \"normal\", p5 = 1, sd = 2 }", "does not determine its normal"},
      {"{ dist = \"triangular\", p5 = 1, p50 = 1.1, p95 = 3 }", "would have to lie between 1."},
      {"{ dist = \"pert\", p5 = 1, p50 = 2.9, p95 = 3 }", "no pert has these quantiles"},
      {"{ dist = \"triangular\", low = 1, mode = 5, high = 3 }", "mode 5 is not between"},
      {"{ dist = \"gamma\", p5 = -1, p95 = 3 }", "a gamma is positive"},
      {"{ dist = \"gamma\", p5 = 1, p95 = 1.0000001 }", "no gamma has these quantiles"},
      {"{ dist = \"gamma\", shape = 0, scale = 3 }", "shape 0 is not positive"},
      {"{ dist = \"beta\", p5 = 0, p95 = 0.3 }", "lie between 0 and 1"},
      {"{ dist = \"beta\", alpha = 2, beta = 2, low = 3 }", "low 3 is not below high 1"},
      {"{ dist = \"beta\", mean = 0.5, sd = 0.6 }", "no beta between 0 and 1 has this mean and sd"},
      {"{ dist = \"student_t\", p5 = 1, p95 = 2 }", "give df, location and scale, or df and two"},
      {"{ dist = \"student_t\", df = 0, p5 = 1, p95 = 2 }", "df 0 is not between"},
      {"{ dist = \"loguniform\", low = 0, high = 1 }", "low 0 is not positive"},
      {"{ dist = \"loguniform\", p5 = 1, p10 = 1e300 }", "out of bounds"},
      {"{ dist = \"quantiles\", p5 = 1 }", "give two or more quantiles"},
      {"{ dist = \"quantiles\", p5 = 1, p95 = 2, shape = \"linaer\" }", "did you mean 'linear'"},
      {"{ dist = \"quantiles\", p5 = 1, p95 = 2, shape = \"linear\" }", "needs min and max"},
      {"{ dist = \"quantiles\", p5 = 1, p95 = 2, shape = \"linear\", min = 1, max = 9 }",
       "do not lie between min and max"},
      {"{ dist = \"quantiles\", shape = \"metalog\", p10 = 1, p50 = 1.05, p90 = 3 }",
       "would fall at the"},
      {"{ dist = \"quantiles\", shape = \"metalog\", p10 = 1, p50 = 2, p90 = 3, min = 1 }",
       "not between its min and max"},
      {"{ dist = \"discrete\", values = [] }", "'values' that is empty"},
      {"{ dist = \"discrete\", values = 3 }", "'values' that is an integer"},
      {"{ dist = \"discrete\", values = [1, \"2\"] }", "'values' with a string"},
      {"{ dist = \"discrete\", values = [1, nan] }", "not finite"},
      {"{ dist = \"discrete\", values = [1, 2], weights = [1] }", "1 weights for 2"},
      {"{ dist = \"discrete\", values = [1, 2], weights = [0, 0] }", "weights that add up to 0"},
      {"{ dist = \"discrete\", values = [1, 2], weights = [2, -1] }", "a weight below 0: -1"},
      {"{ dist = \"mixture\", of = [1, \"2 to 1\"] }",
       "'p.of.2' has an interval that does not rise"},
      {"{ dist = \"mixture\", of = [1, true] }", "'p.of.2' is a boolean"},
      {"{ dist = \"empirical\", values = [1] }", "two values or more"},
      {"{ dist = \"empirical\", values = [1, 2], file = \"x.csv\" }", "does not determine"},
      {"{ dist = \"empirical\" }", "give values, or file"},
      {"{ dist = \"discrete\", values = [1, 2], p5 = 3 }", "unknown key 'p.p5'"},
  }));
  CAPTURE(toml);
  const std::string all = refusal(toml);
  INFO(all);
  CHECK(has(all, message));
}

TEST_CASE("too many corners are refused", "[config][prior]") {
  std::string list, of;
  for (int i = 0; i < 4096; ++i) list += (i ? "," : "") + std::to_string(i * i % 9973);
  for (int i = 0; i < 3; ++i)
    of += (i ? ", " : "") + ("{ dist = \"discrete\", values = [" + list + "] }");
  CHECK(has(refusal("{ dist = \"mixture\", of = [" + of + "] }"), "more than 8192 values"));
  of.clear();
  for (int i = 0; i < 33; ++i) of += (i ? ", " : "") + std::to_string(i);
  CHECK(has(refusal("{ dist = \"mixture\", of = [" + of + "] }"), "more than 32 components"));
  const Lowered whole(parameter("{ dist = \"empirical\", values = [" + list + "] }"));
  CHECK(whole.cells.size() <= 8192);
  std::vector<QuantileCell> full(std::size_t{1} << 17);
  CHECK_FALSE(lower_prior(parameter("{ dist = \"uniform\", low = 0, high = 1 }").prior, full));
  CHECK(full.size() == std::size_t{1} << 17);
}

TEST_CASE("the table of families says what each key is", "[config][prior]") {
  for (const Family& family : families()) {
    CAPTURE(family.name);
    CHECK(std::string(family.meaning).size() > 3);
    for (const FamilyKey& key : family.keys) CHECK(std::string(key.meaning).size() > 2);
    for (const FamilyForm& form : family.forms) {
      for (const char* key : form.keys) CHECK(family.find(key) != nullptr);
      for (const char* key : form.optional) CHECK(family.find(key) != nullptr);
    }
  }
  CHECK(families().size() == 14);
}
