#include "host/calibrate/target.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace racecast {

Likelihood::Likelihood(const History& history) {
  const std::vector<Observation>& all = history.observations;
  for (std::size_t first = 0; first < all.size();) {
    double weights = 0, constant = 0;
    std::size_t end = first;
    for (; end < all.size() && all[end].series == all[first].series; ++end) {
      const double variance = all[end].error * all[end].error;
      if (!(variance > 0)) throw std::invalid_argument("an observation has no error of its own");
      observed_.push_back(all[end].log_value);
      weight_.push_back(1 / variance);
      weights += 1 / variance;
      constant += std::log(2 * std::numbers::pi * variance);
    }
    const double shared = history.series[all[first].series].coverage_error;
    const double spread = 1 + shared * shared * weights;
    groups_.push_back(
        {first, end, shared * shared, shared * shared / spread, constant + std::log(spread)});
    first = end;
  }
}

double Likelihood::log_mean(std::span<const double> predicted, std::size_t paths) const {
  std::vector<double> log_density(paths, 0.0), square(paths), sum(paths);
  for (const Group& group : groups_) {
    std::ranges::fill(square, 0.0);
    std::ranges::fill(sum, 0.0);
    for (std::size_t i = group.first; i < group.end; ++i) {
      const double* row = predicted.data() + i * paths;
      const double weight = weight_[i], value = observed_[i];
      for (std::size_t path = 0; path < paths; ++path) {
        const double residual = value - row[path];
        square[path] += weight * residual * residual;
        sum[path] += weight * residual;
      }
    }
    for (std::size_t path = 0; path < paths; ++path)
      log_density[path] -=
          0.5 * (square[path] - group.shared_gain * sum[path] * sum[path] + group.constant);
  }
  const double highest = *std::ranges::max_element(log_density);
  if (!std::isfinite(highest)) return -std::numeric_limits<double>::infinity();
  double mean = 0;
  for (const double each : log_density) mean += std::exp(each - highest);
  return highest + std::log(mean / static_cast<double>(paths));
}

std::vector<double> Likelihood::error_covariance() const {
  const std::size_t n = observed_.size();
  std::vector<double> covariance(n * n);
  for (const Group& group : groups_)
    for (std::size_t i = group.first; i < group.end; ++i)
      for (std::size_t j = group.first; j < group.end; ++j)
        covariance[i * n + j] = group.shared + (i == j ? 1 / weight_[i] : 0);
  return covariance;
}

double Likelihood::log_normal(std::span<const double> predicted, std::size_t paths) const {
  constexpr double none = -std::numeric_limits<double>::infinity();
  const std::size_t n = observed_.size();
  const double count = static_cast<double>(paths);
  std::vector<double> lower = error_covariance(), residual(n);
  std::vector<double> off(n * paths);
  for (std::size_t i = 0; i < n; ++i) {
    double mean = 0;
    for (std::size_t path = 0; path < paths; ++path) mean += predicted[i * paths + path] / count;
    for (std::size_t path = 0; path < paths; ++path)
      off[i * paths + path] = predicted[i * paths + path] - mean;
    residual[i] = observed_[i] - mean;
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = 0;
      for (std::size_t path = 0; path < paths; ++path)
        sum += off[i * paths + path] * off[j * paths + path];
      lower[i * n + j] += sum / (count - 1);
    }
  }
  double log = 0;  // Cholesky in place
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = lower[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= lower[i * n + k] * lower[j * n + k];
      if (i == j && !(sum > 0 && std::isfinite(sum))) return none;
      lower[i * n + j] = i == j ? std::sqrt(sum) : sum / lower[j * n + j];
    }
    for (std::size_t j = 0; j < i; ++j) residual[i] -= lower[i * n + j] * residual[j];
    residual[i] /= lower[i * n + i];
    log -= residual[i] * residual[i] / 2 + std::log(lower[i * n + i]) +
           std::log(2 * std::numbers::pi) / 2;
  }
  return std::isfinite(log) ? log : none;
}

}  // namespace racecast
