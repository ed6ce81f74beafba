// Spearman's rank correlation of a sample, with its standard error.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace racecast::test {

/// Ranks of the values, (rank + 1/2) / n; ties in any order.
inline std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    ranks[order[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(values.size());
  return ranks;
}

/// For each i the mean over the sample of v_j where u_j >= u_i.
inline std::vector<double> mean_above(const std::vector<double>& u, const std::vector<double>& v) {
  const auto n = static_cast<double>(u.size());
  std::vector<double> by_rank(u.size()), above(u.size());
  const auto place = [&](std::size_t i) { return static_cast<std::size_t>(u[i] * n); };
  for (std::size_t i = 0; i < u.size(); ++i) by_rank[place(i)] = v[i];
  double sum = 0;
  for (std::size_t i = u.size(); i-- > 0;) by_rank[i] = sum += by_rank[i];
  for (std::size_t i = 0; i < u.size(); ++i) above[i] = by_rank[place(i)] / n;
  return above;
}

struct RankCorrelation {
  double value = 0, error = 0;
  double z(double expected) const { return (value - expected) / error; }
};

/// The error is that of the influence function of 12 E[UV] - 3, in which U and V are themselves
/// estimated (van der Vaart, Asymptotic Statistics, 12.2).
inline RankCorrelation rank_correlation_of(const std::vector<double>& x,
                                           const std::vector<double>& y) {
  const std::vector<double> u = ranks_of(x), v = ranks_of(y);
  const std::vector<double> a = mean_above(u, v), b = mean_above(v, u);
  const auto n = static_cast<double>(u.size());
  double product = 0, mean = 0, square = 0;
  for (std::size_t i = 0; i < u.size(); ++i) {
    const double influence = 12 * (u[i] * v[i] + a[i] + b[i]);
    product += u[i] * v[i];
    mean += influence / n;
    square += influence * influence / n;
  }
  return {12 * product / n - 3, std::sqrt((square - mean * mean) / n)};
}

/// sqrt(n) times the largest distance of the sample from a distribution (Kolmogorov and Smirnov).
template <class Cdf>
double kolmogorov_smirnov(std::vector<double> values, Cdf cdf) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double p = cdf(values[i]), at = static_cast<double>(i);
    distance = std::max({distance, p - at / n, (at + 1) / n - p});
  }
  return std::sqrt(n) * distance;
}

}  // namespace racecast::test
