#include "host/calibrate/adapt.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/inference/weights.hpp"
#include "host/numerics/symmetric_matrix.hpp"

namespace racecast {
namespace {

constexpr double widening = 1.1;

/// What a variance seen along a direction of `ratio` = dimensions / draws says of the true law: the
/// spiked covariance model's inverse, times how far the direction itself can be trusted. 1:
/// nothing.
double believed_variance(double seen, double ratio) {
  const double root = std::sqrt(ratio), low = (1 - root) * (1 - root),
               high = (1 + root) * (1 + root);
  const bool beyond = seen > high || (ratio < 1 && seen < low);
  if (!beyond) return 1;
  const double half = (1 + seen - ratio) / 2;
  const double width = std::sqrt(std::max(0.0, half * half - seen));
  const double spike = seen > 1 ? half + width : half - width;
  const double off = spike - 1, strength = ratio / (off * off);
  if (strength >= 1) return 1;
  const double trust = (1 - strength) / (1 + ratio / off);
  return 1 + std::clamp(trust, 0.0, 1.0) * off;
}

struct Moments {
  std::vector<double> mean;
  SymmetricMatrix covariance;
};

/// Weighted moments of the coordinates of draws along `basis`.
Moments moments_of(std::span<const float> z, std::span<const double> weight, std::size_t size,
                   const std::vector<std::vector<double>>& basis) {
  const double all = std::accumulate(weight.begin(), weight.end(), 0.0);
  const double largest = *std::ranges::max_element(weight);
  const std::size_t n = basis.size();
  std::vector<double> mean(n), at(n), squares(n * n);
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (!(weight[i] > 1e-9 * largest)) continue;
    for (std::size_t k = 0; k < n; ++k) {
      at[k] = 0;
      for (std::size_t j = 0; j < size; ++j)
        at[k] += basis[k][j] * static_cast<double>(z[i * size + j]);
      mean[k] += weight[i] / all * at[k];
    }
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t l = 0; l <= k; ++l) squares[k * n + l] += weight[i] / all * at[k] * at[l];
  }
  SymmetricMatrix covariance(n);
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t l = 0; l <= k; ++l)
      covariance.set(k, l, squares[k * n + l] - mean[k] * mean[l]);
  return {std::move(mean), std::move(covariance)};
}

/// Sum of coefficients times the vectors of `basis`.
std::vector<double> combined(const std::vector<double>& coefficient,
                             const std::vector<std::vector<double>>& basis, std::size_t size) {
  std::vector<double> sum(size);
  for (std::size_t k = 0; k < basis.size(); ++k)
    for (std::size_t j = 0; j < size; ++j) sum[j] += coefficient[k] * basis[k][j];
  return sum;
}

}  // namespace

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

NormalProposal::NormalProposal(std::vector<double> mean, std::vector<double> variance,
                               std::vector<std::vector<double>> direction)
    : mean_(std::move(mean)), variance_(std::move(variance)), direction_(std::move(direction)) {
  for (const double each : variance_) half_log_determinant_ += std::log(each) / 2;
}

NormalProposal NormalProposal::fitted(std::span<const float> z, std::span<const double> weight,
                                      std::size_t size,
                                      const std::vector<std::vector<double>>& basis) {
  const Moments moments = moments_of(z, weight, size, basis);
  const double ratio = static_cast<double>(basis.size()) / effective_size(weight);
  const EigenSystem system = eigen_system(moments.covariance);
  std::vector<double> variance;
  std::vector<std::vector<double>> direction;
  for (std::size_t k = 0; k < basis.size(); ++k) {
    const double believed = believed_variance(system.value[k], ratio);
    if (believed == 1) continue;
    variance.push_back(std::max(1e-4, believed * widening));
    direction.push_back(combined(system.vector[k], basis, size));
  }
  return {combined(moments.mean, basis, size), std::move(variance), std::move(direction)};
}

double NormalProposal::distance() const { return std::sqrt(dot(mean_, mean_)); }

void NormalProposal::place(std::uint64_t draw, std::span<float> z) const {
  if (priors_ || is_plain(draw)) return;
  const std::vector<double> standard(z.begin(), z.end());
  std::vector<double> placed = standard;
  for (std::size_t k = 0; k < direction_.size(); ++k) {
    const double along = dot(direction_[k], standard) * (std::sqrt(variance_[k]) - 1);
    for (std::size_t j = 0; j < placed.size(); ++j) placed[j] += along * direction_[k][j];
  }
  for (std::size_t j = 0; j < placed.size(); ++j) z[j] = static_cast<float>(placed[j] + mean_[j]);
}

double NormalProposal::log_ratio(std::span<const float> z) const {
  if (priors_) return 0;
  std::vector<double> off(z.size());
  double log = -half_log_determinant_;
  for (std::size_t j = 0; j < z.size(); ++j) {
    const double at = static_cast<double>(z[j]);
    off[j] = at - mean_[j];
    log += mean_[j] * (at - mean_[j] / 2);  // (z^2 - (z - m)^2) / 2
  }
  for (std::size_t k = 0; k < direction_.size(); ++k) {
    const double along = dot(direction_[k], off);
    log -= along * along * (1 / variance_[k] - 1) / 2;
  }
  constexpr double plain = 1.0 / static_cast<double>(plain_one_in);
  const double highest = std::max(0.0, log);
  return highest + std::log(plain * std::exp(-highest) + (1 - plain) * std::exp(log - highest));
}

}  // namespace racecast
