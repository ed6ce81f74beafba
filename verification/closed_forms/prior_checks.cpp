// Priors as a run draws them: how often a value lies at or below a point, exactly binomial.
#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <cmath>
#include <span>

#include "verification/closed_forms/draws.hpp"

namespace racecast::verification {
namespace {

constexpr double shares[] = {1e-5, 1e-3, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999, 0.99999};

/// A family of priors and its exact law.
struct Family {
  const char* name;
  const char* prior;
  Cdf cdf;
  double low, high;              ///< between which its quantiles are looked for
  std::vector<double> points{};  ///< instead of quantiles
  const char* planted = "values 1 % larger";
  Cdf planted_cdf{};
};

double clamped(double share) { return std::clamp(share, 0.0, 1.0); }

/// Cumulative share that rises in lines through points.
Cdf polygon(std::vector<std::pair<double, double>> points) {
  return [points = std::move(points)](double x) {
    if (x < points.front().first) return 0.0;
    for (std::size_t i = 1; i < points.size(); ++i) {
      const auto [x0, p0] = points[i - 1];
      const auto [x1, p1] = points[i];
      if (x < x1) return p0 + (p1 - p0) * (x - x0) / (x1 - x0);
    }
    return 1.0;
  };
}

const std::vector<Family>& families() {
  using namespace boost::math;
  static const double z90 = 1.6448536269514722;  // of the 95 % quantile
  static const std::vector<Family> all = {
      {"normal", "{ dist = \"normal\", mean = 5, sd = 2 }",
       [](double x) { return normal_share((x - 5) / 2); }, -10, 20},
      {"normal, cut off below", "{ dist = \"normal\", mean = 5, sd = 2, min = 4 }",
       [](double x) {
         const double cut = normal_share(-0.5);
         return clamped((normal_share((x - 5) / 2) - cut) / (1 - cut));
       },
       4, 20},
      {"lognormal", "{ dist = \"lognormal\", median = 2, sigma = 0.7 }",
       [](double x) { return normal_share(std::log(x / 2) / 0.7); }, 1e-3, 1e3},
      {"logit-normal",
       "{ dist = \"logitnormal\", median = 0.6, sigma = 1 }",
       [](double x) { return normal_share(std::log(x / (1 - x)) - std::log(1.5)); },
       1e-6,
       1 - 1e-6,
       {},
       "median 1 % higher",
       [](double x) { return normal_share(std::log(x / (1 - x)) - std::log(0.606 / 0.394)); }},
      {"uniform", "{ dist = \"uniform\", low = -2, high = 7 }",
       [](double x) { return clamped((x + 2) / 9); }, -2, 7},
      {"log-uniform", "{ dist = \"loguniform\", low = 0.001, high = 10 }",
       [](double x) { return clamped(std::log10(x) / 4 + 0.75); }, 0.001, 10},
      {"triangular", "{ dist = \"triangular\", low = 0, mode = 0.3, high = 1 }",
       [](double x) { return cdf(triangular_distribution<>(0, 0.3, 1), clamped(x)); }, 0, 1},
      {"pert", "{ dist = \"pert\", low = -5, mode = 4, high = 5 }",
       [](double x) { return cdf(beta_distribution<>(4.6, 1.4), clamped((x + 5) / 10)); }, -5, 5},
      {"beta", "{ dist = \"beta\", alpha = 2, beta = 3 }",
       [](double x) { return cdf(beta_distribution<>(2, 3), clamped(x)); }, 0, 1},
      {"gamma", "{ dist = \"gamma\", shape = 2, scale = 3 }",
       [](double x) { return cdf(gamma_distribution<>(2, 3), std::max(x, 0.0)); }, 0, 200},
      {"Student's t", "{ dist = \"student_t\", df = 4, location = 1, scale = 0.1 }",
       [](double x) { return cdf(students_t_distribution<>(4), (x - 1) / 0.1); }, -100, 100},
      {"quantiles, monotone", "{ dist = \"quantiles\", p5 = 1, p95 = 9 }",
       [](double x) { return normal_share(std::log(x / 3) / (std::log(3.0) / z90)); }, 1e-3, 1e3},
      {"quantiles, linear",
       "{ dist = \"quantiles\", shape = \"linear\", p5 = 1, p50 = 2, p95 = 10, min = 0, max = 30 }",
       polygon({{0, 0}, {1, 0.05}, {2, 0.5}, {10, 0.95}, {30, 1}}), 0, 30},
      {"quantiles, metalog", "{ dist = \"quantiles\", shape = \"metalog\", p25 = 1, p75 = 3 }",
       [](double x) { return 1 / (1 + std::exp(-(x - 2) * std::log(3.0))); }, -20, 25},
      {"mixture",
       "{ dist = \"mixture\", of = [{ dist = \"normal\", mean = 0, sd = 1 }, { dist = "
       "\"uniform\", low = 5, high = 6 }], weights = [3, 7] }",
       [](double x) { return 0.3 * normal_share(x) + 0.7 * clamped(x - 5); },
       -10,
       6,
       {-3, -1, 0, 1, 5.2, 5.9}},
      {"discrete",
       "{ dist = \"discrete\", values = [1, 2, 4], weights = [1, 2, 1] }",
       [](double x) {
         return x < 1 ? 0.0 : x < 2 ? 0.25 : x < 4 ? 0.75 : 1.0;
       },
       0,
       0,
       {1, 2},
       "weights 1, 2.02, 1",
       [](double x) {
         return x < 1 ? 0.0 : x < 2 ? 1 / 4.02 : x < 4 ? 3.02 / 4.02 : 1.0;
       }},
      {"empirical",
       "{ dist = \"empirical\", values = [3, 1, 4, 1, 5, 9, 2, 6] }",
       polygon({{1, 1 / 7.0},
                {2, 2 / 7.0},
                {3, 3 / 7.0},
                {4, 4 / 7.0},
                {5, 5 / 7.0},
                {6, 6 / 7.0},
                {9, 1}}),
       0,
       0,
       {1, 1.5, 2.5, 3.1, 5.5, 8}}};
  return all;
}

/// Where the cumulative share is `share`.
double quantile_of(const Family& family, double share) {
  double low = family.low, high = family.high;
  for (int i = 0; i < 200 && low < high; ++i) {
    const double middle = 0.5 * (low + high);
    (family.cdf(middle) < share ? low : high) = middle;
  }
  return high;
}

std::vector<double> points_of(const Family& family) {
  if (!family.points.empty()) return family.points;
  std::vector<double> points;
  for (const double share : shares) points.push_back(quantile_of(family, share));
  return points;
}

double planted_share(const Family& family, double x) {
  return family.planted_cdf ? family.planted_cdf(x) : family.cdf(x / 1.01);
}

void expect_points(const Family& family, std::size_t threshold,
                   Expectations<ThresholdDraw>& expected) {
  const std::vector<double> points = points_of(family);
  for (const double point : points) {
    const double share = family.cdf(point);
    expected.expect_event(
        fmt::format("{}: {} points; the worst, share {:g}", family.name, points.size(), share),
        [=](const ThresholdDraw& draw) { return draw.value[threshold] <= point; }, share,
        family.planted, planted_share(family, point));
  }
}

}  // namespace

Checks prior_checks(const VerificationOptions& options) {
  Checks worst;
  // Each family is the value of a threshold; a config has room for sixteen.
  std::span<const Family> left = families();
  while (!left.empty()) {
    const auto some = left.first(std::min<std::size_t>(left.size(), max_thresholds));
    left = left.subspan(some.size());
    std::vector<std::string> priors;
    std::vector<std::size_t> ends;
    Expectations<ThresholdDraw> expected;
    for (const Family& family : some) {
      expect_points(family, priors.size(), expected);
      priors.push_back(family.prior);
      ends.push_back(expected.probes.size());
    }
    const Checks checks = checks_of_draws(threshold_config(priors), expected, options);
    for (std::size_t first = 0; const std::size_t end : ends) {
      worst.push_back(worst_of({checks.begin() + first, checks.begin() + end}));
      first = end;
    }
  }
  return grouped(std::move(worst), "Quantiles of priors");
}

}  // namespace racecast::verification
