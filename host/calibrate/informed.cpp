#include "host/calibrate/target.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/calibrate/adapt.hpp"
#include "host/numerics/symmetric_matrix.hpp"

namespace racecast {
namespace {

/// Worlds' scores, centred, for least squares; a ridge keeps it solvable with few worlds.
class Regression {
 public:
  Regression(std::span<const float> z, std::size_t width, std::span<const std::size_t> picked)
      : z_(z), width_(width), picked_(picked), mean_(width) {
    const double n = static_cast<double>(picked.size());
    for (const std::size_t i : picked)
      for (std::size_t j = 0; j < width; ++j) mean_[j] += at(i, j) / n;
    std::vector<double> squares(width * width), row(width);
    for (const std::size_t i : picked) {
      for (std::size_t j = 0; j < width; ++j) row[j] = at(i, j) - mean_[j];
      for (std::size_t j = 0; j < width; ++j)
        for (std::size_t k = 0; k <= j; ++k) squares[j * width + k] += row[j] * row[k];
    }
    SymmetricMatrix normal(width);
    for (std::size_t j = 0; j < width; ++j)
      for (std::size_t k = 0; k <= j; ++k)
        normal.set(j, k, squares[j * width + k] / n + (j == k ? ridge(n) : 0));
    lower_ = lower_factor(normal).value();
  }

  std::vector<double> slopes(std::span<const double> values, std::size_t stride) const {
    const double n = static_cast<double>(picked_.size());
    double mean = 0;
    for (const std::size_t i : picked_) mean += values[i * stride] / n;
    std::vector<double> product(width_);
    for (const std::size_t i : picked_) {
      const double off = (values[i * stride] - mean) / n;
      for (std::size_t j = 0; j < width_; ++j) product[j] += off * (at(i, j) - mean_[j]);
    }
    return solved(std::move(product));
  }

 private:
  double at(std::size_t i, std::size_t j) const { return static_cast<double>(z_[i * width_ + j]); }
  double ridge(double n) const { return static_cast<double>(width_) / (4 * n) + 1e-6; }

  std::vector<double> solved(std::vector<double> x) const {
    for (std::size_t i = 0; i < width_; ++i) {
      for (std::size_t j = 0; j < i; ++j) x[i] -= lower_[i][j] * x[j];
      x[i] /= lower_[i][i];
    }
    for (std::size_t i = width_; i-- > 0;) {
      for (std::size_t j = i + 1; j < width_; ++j) x[i] -= lower_[j][i] * x[j];
      x[i] /= lower_[i][i];
    }
    return x;
  }

  std::span<const float> z_;
  std::size_t width_;
  std::span<const std::size_t> picked_;
  std::vector<double> mean_;
  LowerTriangle lower_;
};

}  // namespace

std::vector<std::vector<double>> scaled_slopes(const Target& target, std::span<const float> z,
                                               const WorldStatistics& seen,
                                               std::span<const std::size_t> picked) {
  const History& history = target.history();
  const std::size_t observations = history.observations.size();
  const Regression regression(z, target.width(), picked);
  std::vector<std::vector<double>> rows;
  for (std::size_t k = 0; k < observations; ++k) {
    const Observation& of = history.observations[k];
    double variance = of.error * of.error;
    variance += std::pow(history.series[of.series].coverage_error, 2);
    for (const std::size_t i : picked)
      variance +=
          std::pow(seen.spread[i * observations + k], 2) / static_cast<double>(picked.size());
    rows.push_back(regression.slopes(std::span(seen.mean).subspan(k), observations));
    for (double& slope : rows.back()) slope /= std::sqrt(variance);
  }
  return rows;
}

std::vector<std::vector<double>> orthonormal_basis(const std::vector<std::vector<double>>& rows,
                                                   double least) {
  const std::size_t n = rows.size();
  SymmetricMatrix products(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) products.set(i, j, dot(rows[i], rows[j]));
  const EigenSystem system = eigen_system(products);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t k) { return system.value[k]; });
  std::vector<std::vector<double>> basis;
  for (const std::size_t k : order) {
    if (!(system.value[k] > least * least)) break;
    std::vector<double> direction(rows.front().size());
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < direction.size(); ++j)
        direction[j] += system.vector[k][i] * rows[i][j];
    const double length = std::sqrt(dot(direction, direction));
    for (double& each : direction) each /= length;
    basis.push_back(std::move(direction));
  }
  return basis;
}

}  // namespace racecast
