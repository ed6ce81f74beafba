#include "host/inference/weights.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace racecast {
namespace {

/// Of exceedances x in rising order; `theta` < 1 / x.back().
double shape_at(const std::vector<double>& x, double theta) {
  double sum = 0;
  for (const double value : x) sum += std::log1p(-theta * value);
  return sum / static_cast<double>(x.size());
}

double fitted_shape(const std::vector<double>& x) {
  const std::size_t count = x.size(), candidates = 30 + static_cast<std::size_t>(std::sqrt(count));
  const double n = static_cast<double>(count), quartile = x[(count + 2) / 4 - 1];
  std::vector<double> theta(candidates), log_likelihood(candidates);
  for (std::size_t i = 0; i < candidates; ++i) {
    const double place = static_cast<double>(i) + 0.5;
    theta[i] =
        1 / x.back() + (1 - std::sqrt(static_cast<double>(candidates) / place)) / (3 * quartile);
    const double shape = shape_at(x, theta[i]);
    log_likelihood[i] = n * (std::log(-theta[i] / shape) - shape - 1);
  }
  const double highest = *std::max_element(log_likelihood.begin(), log_likelihood.end());
  double sum = 0, mean = 0;
  for (std::size_t i = 0; i < candidates; ++i) {
    const double weight = std::exp(log_likelihood[i] - highest);
    sum += weight;
    mean += weight * theta[i];
  }
  return (n * shape_at(x, mean / sum) + 5) / (n + 10);
}

}  // namespace

double effective_size(std::span<const double> weights) {
  const double squares = std::inner_product(weights.begin(), weights.end(), weights.begin(), 0.0);
  return effective_size(std::accumulate(weights.begin(), weights.end(), 0.0), squares);
}

double effective_size(double sum, double sum_of_squares) {
  return sum_of_squares > 0 ? sum * sum / sum_of_squares : 0;
}

double pareto_shape(std::span<const double> falling, std::size_t count) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const auto roots = static_cast<std::size_t>(3 * std::sqrt(static_cast<double>(count)));
  if (falling.empty()) return none;
  const std::size_t tail = std::min({count / 5, roots, falling.size() - 1});
  if (tail < 5) return none;
  const double threshold = falling[tail];
  std::vector<double> exceedance;
  for (std::size_t i = tail; i-- > 0;)
    if (falling[i] > threshold) exceedance.push_back(falling[i] - threshold);
  return exceedance.size() < 5 ? none : fitted_shape(exceedance);
}

double pareto_limit(std::size_t count) {
  if (count < 2) return 0;
  return std::min(1 - 1 / std::log10(static_cast<double>(count)), 0.7);
}

}  // namespace racecast
