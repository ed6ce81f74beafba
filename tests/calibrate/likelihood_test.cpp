// The density of what was observed against a covariance matrix written out, and the mean over
// paths.
#include <cmath>
#include <numbers>

#include "host/calibrate/target.hpp"
#include "host/numerics/symmetric_matrix.hpp"
#include "tests/catch.hpp"
#include "verification/posteriors/simulated_history.hpp"

namespace racecast {
namespace {

/// ln N(residual; 0, covariance), by Cholesky.
double log_density(const std::vector<double>& residual, const SymmetricMatrix& covariance) {
  const std::size_t n = residual.size();
  const LowerTriangle lower = lower_factor(covariance).value();
  double log = 0;
  std::vector<double> solved(n);
  for (std::size_t i = 0; i < n; ++i) {
    double sum = residual[i];
    for (std::size_t j = 0; j < i; ++j) sum -= lower[i][j] * solved[j];
    solved[i] = sum / lower[i][i];
    log -= solved[i] * solved[i] / 2 + std::log(lower[i][i]) + std::log(2 * std::numbers::pi) / 2;
  }
  return log;
}

/// With the covariance shared^2 1 1^T + diag(own^2).
double log_density(const std::vector<double>& residual, double shared,
                   const std::vector<double>& own) {
  SymmetricMatrix covariance(residual.size());
  for (std::size_t i = 0; i < residual.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j)
      covariance.set(i, j, shared * shared + (i == j ? own[i] * own[i] : 0));
  return log_density(residual, covariance);
}

History two_series() {
  History history;
  history.series.resize(2);
  history.series[0].coverage_error = 0.3;
  history.series[1].coverage_error = 0;
  for (const auto& [series, value, error] :
       {std::tuple{0u, 1.0, 0.1}, std::tuple{0u, 1.4, 0.2}, std::tuple{0u, 0.7, 0.15},
        std::tuple{1u, -2.0, 0.5}}) {
    Observation seen;
    seen.series = series;
    seen.log_value = value;
    seen.error = error;
    history.observations.push_back(seen);
  }
  return history;
}

}  // namespace

TEST_CASE("a normal law of the paths adds their covariance to that of the errors", "[calibrate]") {
  const History history = two_series();
  const Likelihood likelihood(history);
  // [observation][path]; the last two go together, across series as well.
  const std::vector<std::vector<double>> predicted = {
      {1.1, 0.6, 0.9}, {1.1, 0.9, 1.6}, {1.0, 0.8, 0.2}, {-1.0, -2.2, -3.1}};
  std::vector<double> rows, residual, mean;
  for (std::size_t i = 0; i < 4; ++i) {
    rows.insert(rows.end(), predicted[i].begin(), predicted[i].end());
    mean.push_back((predicted[i][0] + predicted[i][1] + predicted[i][2]) / 3);
    residual.push_back(history.observations[i].log_value - mean[i]);
  }
  const auto covariance = [&](double degrees, bool shared) {
    SymmetricMatrix all(4);
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j <= i; ++j) {
        double sum = 0;
        for (std::size_t path = 0; path < 3; ++path)
          sum += (predicted[i][path] - mean[i]) * (predicted[j][path] - mean[j]) / degrees;
        if (i == j) sum += history.observations[i].error * history.observations[i].error;
        if (shared && i < 3 && j < 3) sum += 0.3 * 0.3;
        all.set(i, j, sum);
      }
    return all;
  };
  const double found = likelihood.log_normal(rows, 3);
  CHECK(found == Approx(log_density(residual, covariance(2, true))).epsilon(1e-12));
  // Planted: the variance of the sample in place of the law's, and no error in common.
  CHECK(std::abs(found - log_density(residual, covariance(3, true))) > 0.01);
  CHECK(std::abs(found - log_density(residual, covariance(2, false))) > 0.01);
  // Paths that all say the same leave the errors alone.
  std::vector<double> same;
  for (std::size_t i = 0; i < 4; ++i) same.insert(same.end(), 3, mean[i]);
  CHECK(likelihood.log_normal(same, 3) == Approx(likelihood.log_mean(same, 3)).epsilon(1e-12));
}

TEST_CASE("errors that a series shares are one covariance", "[calibrate]") {
  const Likelihood likelihood(two_series());
  // Two paths.
  const std::vector<double> predicted = {1.1, 0.6, 1.1, 0.9, 1.0, 0.8, -1.0, -2.2};
  const auto path = [](double a, double b, double c, double d) {
    return log_density({1.0 - a, 1.4 - b, 0.7 - c}, 0.3, {0.1, 0.2, 0.15}) +
           log_density({-2.0 - d}, 0, {0.5});
  };
  const double expected =
      std::log((std::exp(path(1.1, 1.1, 1.0, -1.0)) + std::exp(path(0.6, 0.9, 0.8, -2.2))) / 2);
  CHECK(likelihood.log_mean(predicted, 2) == Approx(expected).epsilon(1e-12));
}

TEST_CASE("a world that cannot be compared has no likelihood, far ones a small one",
          "[calibrate]") {
  const Likelihood likelihood(two_series());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(likelihood.log_mean(std::vector<double>{nan, 1, 1, 1}, 1) < -1e300);
  const double far = likelihood.log_mean(std::vector<double>{900, 1, 1, 1}, 1);
  CHECK(std::isfinite(far));
  CHECK(far < -1e5);
}

TEST_CASE("an observation without an error of its own is refused", "[calibrate]") {
  History history = two_series();
  history.observations[1].error = 0;
  CHECK_THROWS_AS(Likelihood(history), std::invalid_argument);
}

}  // namespace racecast
