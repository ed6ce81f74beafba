// Correlated priors: the scores are normal with the correlation r = 2 sin(pi rank / 6).
#include <fmt/format.h>

#include <cmath>

#include "verification/closed_forms/draws.hpp"
#include "verification/closed_forms/rows.hpp"

namespace racecast::verification {
namespace {

double score_of(double rank) { return 2 * std::sin(M_PI * rank / 6); }
/// P(both scores are positive), Sheppard 1899.
double quadrant(double r) { return 0.25 + std::asin(r) / (2 * M_PI); }

/// What is expected of the draws.
class Expectations {
 public:
  using Statistic = std::function<double(const ThresholdDraw&)>;
  void mean(std::string what, Statistic statistic, Law law, std::string planted, double twin) {
    statistics_.push_back(std::move(statistic));
    make_.push_back(
        [=](const Sample& sample) { return mean_check(what, sample, law, planted, twin); });
  }
  void event(std::string what, Statistic statistic, double chance, std::string planted,
             double twin) {
    statistics_.push_back(std::move(statistic));
    make_.push_back([=](const Sample& sample) {
      return count_check(what, static_cast<std::uint64_t>(sample.sum), sample.n, chance, planted,
                         twin);
    });
  }
  Checks run(const Config& config, const VerificationOptions& options) const {
    const std::vector<Sample> sums = draw_sums(config, statistics_, options);
    Checks checks;
    for (std::size_t i = 0; i < sums.size(); ++i) checks.push_back(make_[i](sums[i]));
    for (Check& check : checks) check.group = "Correlated priors";
    return checks;
  }

 private:
  std::vector<Statistic> statistics_;
  std::vector<std::function<Check(const Sample&)>> make_;
};

}  // namespace

Checks correlated_prior_checks(const VerificationOptions& options) {
  const Config config = threshold_config(
      {"{ dist = \"normal\", mean = 5, sd = 2 }", "{ dist = \"lognormal\", median = 2, sigma = 1 }",
       "{ dist = \"uniform\", low = 2, high = 9 }", "{ dist = \"gamma\", shape = 2, scale = 1 }"},
      "[[correlation]]\namong = [\"threshold.t0.value\", \"threshold.t1.value\", "
      "\"threshold.t2.value\"]\nmatrix = [[1, 0.6, -0.4], [0.6, 1, 0], [-0.4, 0, 1]]\n");
  Expectations expect;
  const auto product = [](std::size_t i, std::size_t k) {
    return [=](const ThresholdDraw& draw) { return draw.score[i] * draw.score[k]; };
  };
  const auto add = [&](const char* what, std::size_t i, std::size_t k, double rank,
                       const char* planted, double twin) {
    const double r = score_of(rank);
    expect.mean(fmt::format("{}: correlation of the scores", what), product(i, k),
                {r, std::sqrt(1 + r * r)}, planted, twin);
    expect.event(
        fmt::format("{}: both scores positive", what),
        [=](const ThresholdDraw& draw) {
          return draw.score[i] > 0 && draw.score[k] > 0 ? 1.0 : 0.0;
        },
        quadrant(r), planted, quadrant(twin));
  };
  add("normal and lognormal, rank 0.6", 0, 1, 0.6, "the rank taken for Pearson's", 0.6);
  add("normal and uniform, rank -0.4", 0, 2, -0.4, "the rank taken for Pearson's", -0.4);
  add("lognormal and uniform, rank 0", 1, 2, 0, "correlation 0.01", 0.01);
  add("normal and gamma, not named", 0, 3, 0, "correlation 0.01", 0.01);
  for (const std::size_t i : {std::size_t{1}, std::size_t{2}})
    expect.mean(
        fmt::format("variance of the mixed score of the {} prior", i == 1 ? "second" : "third"),
        product(i, i), {1, std::sqrt(2.0)}, "weights 1 % larger", 1.0201);
  expect.mean(
      "normal and uniform: Spearman's rank correlation of the values",
      [](const ThresholdDraw& draw) {
        return 12 * (normal_share((draw.value[0] - 5) / 2) - 0.5) * ((draw.value[2] - 2) / 7 - 0.5);
      },
      {-0.4, 0}, "Pearson's -0.4 of the scores", 6 / M_PI * std::asin(-0.2));
  return expect.run(config, options);
}

}  // namespace racecast::verification
