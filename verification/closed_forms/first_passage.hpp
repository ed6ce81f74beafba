// Exact law of the first month in which a Gaussian random walk stands at or above a bar.
#pragma once

#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <vector>

namespace racecast::verification {

/// P(first passage in month t), t = 1 ... months, of a walk that starts `distance` below the bar
/// and moves by normal steps of mean `drift` and standard deviation `sigma` a month.
///
/// The density of the walk that has not passed yet obeys f[t+1](y) = integral f[t](x) n(y - x) dx
/// below the bar. The integral is taken by Gauss-Legendre panels that end at the bar: the integrand
/// is smooth in each, so the error is far below the Monte Carlo error of 1e9 paths.
inline std::vector<double> first_passage(double distance, double drift, double sigma, int months) {
  using Gauss = boost::math::quadrature::gauss<double, 15>;
  const double depth = distance + 8 * sigma * std::sqrt(static_cast<double>(months)) +
                       std::max(0.0, -drift * months);
  const int panels = static_cast<int>(depth / (2 * sigma)) + 1;
  const double half = depth / panels / 2;
  std::vector<double> node, weight;  // places below the bar (negative), and their weights
  for (int panel = 0; panel < panels; ++panel) {
    const double middle = -depth + (2 * panel + 1) * half;
    for (std::size_t i = 0; i < Gauss::abscissa().size(); ++i)
      for (const double sign : {-1.0, 1.0}) {
        const double x = Gauss::abscissa()[i];
        if (x == 0.0 && sign > 0) continue;
        node.push_back(middle + sign * x * half);
        weight.push_back(Gauss::weights()[i] * half);
      }
  }
  const auto density = [&](double step) {
    const double z = (step - drift) / sigma;
    return std::exp(-z * z / 2) / (sigma * std::sqrt(2 * M_PI));
  };
  const auto above = [&](double from) {
    return std::erfc((-from - drift) / sigma / std::sqrt(2.0)) / 2;
  };
  const std::size_t n = node.size();
  std::vector<double> kernel(n * n), f(n), next(n), passage;
  for (std::size_t to = 0; to < n; ++to)
    for (std::size_t from = 0; from < n; ++from)
      kernel[to * n + from] = density(node[to] - node[from]) * weight[from];
  passage.push_back(above(-distance));
  for (std::size_t i = 0; i < n; ++i) f[i] = density(node[i] + distance);
  for (int month = 2; month <= months; ++month) {
    double p = 0;
    for (std::size_t i = 0; i < n; ++i) p += f[i] * weight[i] * above(node[i]);
    passage.push_back(p);
    for (std::size_t to = 0; to < n; ++to) {
      next[to] = 0;
      for (std::size_t from = 0; from < n; ++from) next[to] += kernel[to * n + from] * f[from];
    }
    f.swap(next);
  }
  return passage;
}

/// P(passage by `months`) where the walk is looked at continuously, its bar moved up by 0.5826
/// sigma to make good for looking once a month (Broadie, Glasserman and Kou 1997): near the exact
/// law, not equal.
inline double broadie_glasserman_kou(double distance, double drift, double sigma, int months) {
  const double bar = distance + 0.5825971579390107 * sigma, root = sigma * std::sqrt(months);
  const auto share = [](double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; };
  return share((drift * months - bar) / root) +
         std::exp(2 * drift * bar / (sigma * sigma)) * share((-bar - drift * months) / root);
}

}  // namespace racecast::verification
