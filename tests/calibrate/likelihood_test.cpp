// The density of what was observed against a covariance matrix written out, and the mean over
// paths.
#include <cmath>
#include <numbers>

#include "bench/simulated_history.hpp"
#include "host/calibrate/likelihood.hpp"
#include "host/config/symmetric_matrix.hpp"
#include "tests/catch.hpp"

namespace racecast {
namespace {

/// ln N(residual; 0, shared^2 1 1^T + diag(own^2)), by Cholesky.
double log_density(const std::vector<double>& residual, double shared,
                   const std::vector<double>& own) {
  const std::size_t n = residual.size();
  SymmetricMatrix covariance(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      covariance.set(i, j, shared * shared + (i == j ? own[i] * own[i] : 0));
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
