// Correlated priors: the scores are normal with the correlation r = 2 sin(pi rank / 6).
#include <fmt/format.h>

#include <cmath>

#include "verification/closed_forms/draws.hpp"

namespace racecast::verification {
namespace {

double score_of(double rank) { return 2 * std::sin(M_PI * rank / 6); }
/// P(both scores are positive), Sheppard 1899.
double quadrant(double r) { return 0.25 + std::asin(r) / (2 * M_PI); }

}  // namespace

Checks correlated_prior_checks(const VerificationOptions& options) {
  const Config config = threshold_config(
      {"{ dist = \"normal\", mean = 5, sd = 2 }", "{ dist = \"lognormal\", median = 2, sigma = 1 }",
       "{ dist = \"uniform\", low = 2, high = 9 }", "{ dist = \"gamma\", shape = 2, scale = 1 }"},
      "[[correlation]]\namong = [\"threshold.t0.value\", \"threshold.t1.value\", "
      "\"threshold.t2.value\"]\nmatrix = [[1, 0.6, -0.4], [0.6, 1, 0], [-0.4, 0, 1]]\n");
  Expectations<ThresholdDraw> expected;
  const auto product = [](std::size_t i, std::size_t k) {
    return [=](const ThresholdDraw& draw) { return draw.score[i] * draw.score[k]; };
  };
  const auto add = [&](const char* what, std::size_t i, std::size_t k, double rank,
                       const char* planted, double twin) {
    const double r = score_of(rank);
    expected.expect_mean(fmt::format("{}: correlation of the scores", what), product(i, k),
                         {r, std::sqrt(1 + r * r)}, planted, twin);
    expected.expect_event(
        fmt::format("{}: both scores positive", what),
        [=](const ThresholdDraw& draw) { return draw.score[i] > 0 && draw.score[k] > 0; },
        quadrant(r), planted, quadrant(twin));
  };
  add("normal and lognormal, rank 0.6", 0, 1, 0.6, "the rank taken for Pearson's", 0.6);
  add("normal and uniform, rank -0.4", 0, 2, -0.4, "the rank taken for Pearson's", -0.4);
  add("lognormal and uniform, rank 0", 1, 2, 0, "correlation 0.01", 0.01);
  add("normal and gamma, not named", 0, 3, 0, "correlation 0.01", 0.01);
  for (const std::size_t i : {std::size_t{1}, std::size_t{2}})
    expected.expect_mean(
        fmt::format("variance of the mixed score of the {} prior", i == 1 ? "second" : "third"),
        product(i, i), {1, std::sqrt(2.0)}, "weights 1 % larger", 1.0201);
  expected.expect_mean(
      "normal and uniform: Spearman's rank correlation of the values",
      [](const ThresholdDraw& draw) {
        return 12 * (normal_share((draw.value[0] - 5) / 2) - 0.5) * ((draw.value[2] - 2) / 7 - 0.5);
      },
      {-0.4, 0}, "Pearson's -0.4 of the scores", 6 / M_PI * std::asin(-0.2));
  return grouped(checks_of_draws(config, expected, options), "Correlated priors");
}

}  // namespace racecast::verification
