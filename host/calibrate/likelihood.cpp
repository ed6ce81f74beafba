#include "host/calibrate/likelihood.hpp"

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
    groups_.push_back({first, end, shared * shared / spread, constant + std::log(spread)});
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

}  // namespace racecast
