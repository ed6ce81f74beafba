#include "host/hindcast/normal_mixture.hpp"

#include <cmath>
#include <numbers>
#include <random>

#include "tests/catch.hpp"

using namespace racecast;

namespace {

constexpr double pi = std::numbers::pi;

double density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * pi); }
double below(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

/// CRPS of one normal (Gneiting and Raftery 2007, section 4.2).
double normal_crps(double x, double mean, double sd) {
  const double z = (x - mean) / sd;
  return sd * (z * (2 * below(z) - 1) + 2 * density(z) - 1 / std::sqrt(pi));
}

/// CRPS of a mixture, every pair by itself (Grimit et al. 2006).
double pairwise_crps(double x, const std::vector<double>& means, double sd) {
  double first = 0, second = 0;
  for (const double mean : means) first += mean_absolute_normal(x - mean, sd);
  for (const double a : means)
    for (const double b : means) second += mean_absolute_normal(a - b, sd * std::sqrt(2.0));
  const auto count = static_cast<double>(means.size());
  return first / count - second / (2 * count * count);
}

std::vector<double> random_means(std::size_t count, double width) {
  std::mt19937 generator(5);
  std::vector<double> means;
  for (std::size_t i = 0; i < count; ++i)
    means.push_back(width * (static_cast<double>(generator()) / 4294967296.0 - 0.3));
  return means;
}

}  // namespace

TEST_CASE("a mixture of one is a normal distribution", "[hindcast]") {
  const double sd = 0.2;
  const NormalMixture mixture(std::vector<double>{1.5}, sd);
  for (const double x : {0.5, 1.5, 1.6, 2.5}) {
    CAPTURE(x);
    const ForecastScore score = mixture.score(x);
    const double z = (x - 1.5) / sd;
    CHECK(score.pit == Approx(below(z)).margin(1e-15));
    CHECK(score.crps == Approx(normal_crps(x, 1.5, sd)).epsilon(1e-9));
    CHECK(score.log_score == Approx(z * z / 2 + std::log(sd * std::sqrt(2 * pi))).epsilon(1e-12));
  }
  CHECK(mixture.quantile(0.975) == Approx(1.5 + 1.959964 * sd).epsilon(1e-6));
}

TEST_CASE("scores of a mixture are those of all its pairs", "[hindcast]") {
  for (const double width : {0.01, 0.5, 4.0, 60.0}) {
    const std::vector<double> means = random_means(300, width);
    const NormalMixture mixture(means, 0.15);
    for (const double x : {-1.0, 0.0, 0.3, 9.0}) {
      CAPTURE(width, x);
      CHECK(mixture.score(x).crps == Approx(pairwise_crps(x, means, 0.15)).margin(2e-5 * 0.15));
    }
    double sum = 0;
    for (const double mean : means) sum += below((0.2 - mean) / 0.15) / 300;
    CHECK(mixture.score(0.2).pit == Approx(sum));
    CHECK(mixture.score(mixture.quantile(0.8)).pit == Approx(0.8).margin(1e-4));
  }
}

TEST_CASE("a number that was thought impossible has a finite score", "[hindcast]") {
  const NormalMixture mixture(std::vector<double>{0, 0.1}, 0.1);
  const ForecastScore score = mixture.score(10);
  CHECK(score.log_score == Approx(0.5 * 99 * 99 + std::log(2 * 0.1 * std::sqrt(2 * pi))));
  CHECK(score.pit == 1);
  CHECK(score.crps == Approx(10 - 0.05 - pairwise_crps(0, {0, 0.1}, 0.1)).margin(0.1));
}

TEST_CASE("paths that come to nothing leave the others' scores usable", "[hindcast]") {
  std::vector<double> means = random_means(300, 0.5);
  means[7] = -69;
  const NormalMixture mixture(means, 0.2);
  CHECK(mixture.score(0.1).crps == Approx(pairwise_crps(0.1, means, 0.2)).epsilon(1e-3));
}

TEST_CASE("the scores are proper: the truth has the best mean", "[hindcast]") {
  const std::vector<double> truth = random_means(200, 1.0);
  std::vector<double> moved = truth, wider;
  for (double& mean : moved) mean += 0.2;
  for (const double mean : truth) wider.push_back(0.2 + 2 * (mean - 0.2));
  std::vector<double> sum(6);
  std::mt19937 generator(9);
  std::normal_distribution<double> normal;
  const NormalMixture forecasts[] = {{truth, 0.1}, {moved, 0.1}, {wider, 0.1}};
  for (int i = 0; i < 4000; ++i) {
    const double x = truth[generator() % truth.size()] + 0.1 * normal(generator);
    for (std::size_t k = 0; k < 3; ++k) {
      const ForecastScore score = forecasts[k].score(x);
      sum[k] += score.crps;
      sum[3 + k] += score.log_score;
    }
  }
  CHECK(sum[0] < sum[1]);
  CHECK(sum[0] < sum[2]);
  CHECK(sum[3] < sum[4]);
  CHECK(sum[3] < sum[5]);
}

TEST_CASE("a mixture of nothing is refused", "[hindcast]") {
  CHECK_THROWS_AS(NormalMixture(std::vector<double>{}, 1), std::invalid_argument);
  CHECK_THROWS_AS(NormalMixture(std::vector<double>{1}, 0), std::invalid_argument);
  CHECK_THROWS_AS(NormalMixture(std::vector<double>{std::nan("")}, 1), std::invalid_argument);
}
