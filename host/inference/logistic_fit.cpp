#include "host/inference/logistic_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/numerics/symmetric_matrix.hpp"

namespace racecast {
namespace {

constexpr double penalty = 0.01;  // 1 / variance of the prior of a coefficient

using Columns = std::span<const std::vector<double>>;

/// log(1 + e^x) without overflow.
double log_one_plus_exp(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

double loss_of(std::span<const double> b, Columns columns, std::span<const std::uint32_t> counts,
               int trials) {
  double loss = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double logit = logit_at(b, columns, i);
    loss += trials * log_one_plus_exp(logit) - counts[i] * logit;
  }
  for (std::size_t j = 1; j < b.size(); ++j) loss += penalty / 2 * b[j] * b[j];
  return loss;
}

/// L L^T x = b.
std::vector<double> solve(const LowerTriangle& l, std::vector<double> b) {
  for (std::size_t i = 0; i < b.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) b[i] -= l[i][j] * b[j];
    b[i] /= l[i][i];
  }
  for (std::size_t i = b.size(); i-- > 0;) {
    for (std::size_t j = i + 1; j < b.size(); ++j) b[i] -= l[j][i] * b[j];
    b[i] /= l[i][i];
  }
  return b;
}

/// Newton's step; none: the curvature is no positive matrix.
std::optional<std::vector<double>> step_of(std::span<const double> b, Columns columns,
                                           std::span<const std::uint32_t> counts, int trials) {
  const std::size_t size = b.size();
  std::vector<double> gradient(size), x(size, 1.0), curvature(size * size);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double p = logistic_of(logit_at(b, columns, i)), weight = trials * p * (1 - p);
    for (std::size_t j = 1; j < size; ++j) x[j] = columns[j - 1][i];
    for (std::size_t j = 0; j < size; ++j) {
      gradient[j] += (counts[i] - trials * p) * x[j];
      for (std::size_t k = 0; k <= j; ++k) curvature[j * size + k] += weight * x[j] * x[k];
    }
  }
  SymmetricMatrix matrix(size);
  for (std::size_t j = 0; j < size; ++j) {
    if (j > 0) gradient[j] -= penalty * b[j];
    for (std::size_t k = 0; k <= j; ++k)
      matrix.set(j, k, curvature[j * size + k] + (j == k && j > 0 ? penalty : 0));
  }
  const std::optional<LowerTriangle> factor = lower_factor(matrix);
  if (!factor) return std::nullopt;
  return solve(*factor, gradient);
}

}  // namespace

double logit_at(std::span<const double> b, Columns columns, std::size_t i) {
  double logit = b[0];
  for (std::size_t j = 0; j < columns.size(); ++j) logit += b[1 + j] * columns[j][i];
  return logit;
}

double logistic_of(double logit) { return 1 / (1 + std::exp(-logit)); }

std::optional<std::vector<double>> logistic_fit(Columns columns,
                                                std::span<const std::uint32_t> counts, int trials) {
  const double all = static_cast<double>(counts.size()) * trials;
  const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
  if (sum == 0 || sum == all) return std::nullopt;
  std::vector<double> b(1 + columns.size());
  b[0] = std::log(sum / (all - sum));
  double loss = loss_of(b, columns, counts, trials);
  constexpr int most_steps = 60;
  for (int step = 0; step < most_steps; ++step) {
    const auto change = step_of(b, columns, counts, trials);
    if (!change) return std::nullopt;
    double length = 1, next_loss = loss;
    std::vector<double> next;
    for (; length > 1e-6; length /= 2) {
      next = b;
      for (std::size_t j = 0; j < b.size(); ++j) next[j] += length * (*change)[j];
      next_loss = loss_of(next, columns, counts, trials);
      if (next_loss <= loss) break;
    }
    if (length <= 1e-6) return b;  // no step gains: rounding is all that is left
    const double gain = loss - next_loss;
    b = next, loss = next_loss;
    if (gain <= 1e-10 * std::abs(loss)) return b;
  }
  return std::nullopt;
}

}  // namespace racecast
