#include "host/calibrate/proposal.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "host/config/symmetric_matrix.hpp"
#include "host/statistics/effective_size.hpp"

namespace racecast {
namespace {

constexpr double widening = 1.1;
constexpr double least_mean_errors = 2;

double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// What a variance seen along a direction of `ratio` = dimensions / draws says of the true law: the
/// spiked covariance model's inverse, times how far the direction itself can be trusted. 1: nothing.
double believed_variance(double seen, double ratio) {
  const double root = std::sqrt(ratio), low = (1 - root) * (1 - root), high = (1 + root) * (1 + root);
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

Moments moments_of(std::span<const float> z, std::span<const double> weight, std::size_t size) {
  double all = 0;
  for (const double each : weight) all += each;
  const double largest = *std::ranges::max_element(weight);
  std::vector<double> mean(size), error(size), row(size), sums(size * size);
  const auto each_draw = [&](auto&& visit) {
    for (std::size_t i = 0; i < weight.size(); ++i)
      if (weight[i] > 1e-7 * largest) visit(weight[i] / all, z.data() + i * size);
  };
  each_draw([&](double w, const float* at) {
    for (std::size_t j = 0; j < size; ++j) mean[j] += w * static_cast<double>(at[j]);
  });
  each_draw([&](double w, const float* at) {
    for (std::size_t j = 0; j < size; ++j) {
      row[j] = static_cast<double>(at[j]) - mean[j];
      error[j] += w * w * row[j] * row[j];
    }
    for (std::size_t j = 0; j < size; ++j) {
      const double scaled = w * row[j];
      double* sum = sums.data() + j * size;
      for (std::size_t k = 0; k <= j; ++k) sum[k] += scaled * row[k];
    }
  });
  for (std::size_t j = 0; j < size; ++j)
    if (std::abs(mean[j]) < least_mean_errors * std::sqrt(error[j])) mean[j] = 0;
  SymmetricMatrix covariance(size);
  for (std::size_t j = 0; j < size; ++j)
    for (std::size_t k = 0; k <= j; ++k) covariance.set(j, k, sums[j * size + k]);
  return {std::move(mean), std::move(covariance)};
}

}  // namespace

NormalProposal::NormalProposal(std::vector<double> mean, std::vector<double> variance,
                               std::vector<std::vector<double>> direction)
    : mean_(std::move(mean)), variance_(std::move(variance)), direction_(std::move(direction)) {
  for (const double each : variance_) half_log_determinant_ += std::log(each) / 2;
}

NormalProposal NormalProposal::fitted(std::span<const float> z, std::span<const double> weight,
                                      std::size_t size) {
  Moments moments = moments_of(z, weight, size);
  const double ratio = static_cast<double>(size) / effective_size(weight);
  const EigenSystem system = eigen_system(moments.covariance);
  std::vector<double> variance;
  std::vector<std::vector<double>> direction;
  for (std::size_t k = 0; k < size; ++k) {
    const double believed = believed_variance(system.value[k], ratio);
    if (believed == 1) continue;
    variance.push_back(std::max(1e-3, believed * widening));
    direction.push_back(system.vector[k]);
  }
  return {std::move(moments.mean), std::move(variance), std::move(direction)};
}

double NormalProposal::distance() const { return std::sqrt(product(mean_, mean_)); }

void NormalProposal::place(std::uint64_t draw, std::span<float> z) const {
  if (priors_ || draw % plain_one_in == 0) return;
  const std::vector<double> standard(z.begin(), z.end());
  std::vector<double> placed = standard;
  for (std::size_t k = 0; k < direction_.size(); ++k) {
    const double along = product(direction_[k], standard) * (std::sqrt(variance_[k]) - 1);
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
    const double along = product(direction_[k], off);
    log -= along * along * (1 / variance_[k] - 1) / 2;
  }
  constexpr double plain = 1.0 / static_cast<double>(plain_one_in);
  const double highest = std::max(0.0, log);
  return highest + std::log(plain * std::exp(-highest) + (1 - plain) * std::exp(log - highest));
}

}  // namespace racecast
