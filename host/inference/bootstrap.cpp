#include "host/inference/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "kernels/base/philox.hpp"

namespace racecast {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> resampled(std::span<const double> values) {
  std::vector<double> kept;
  for (const double value : values.subspan(1))
    if (std::isfinite(value)) kept.push_back(value);
  return kept;
}

/// Between the order statistics (Hyndman and Fan, The American Statistician 50, 1996, type 7).
double quantile_of(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double part = at - static_cast<double>(below);
  return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

}  // namespace

Resamples::Resamples(std::size_t units, std::size_t resamples, std::uint64_t seed)
    : units_(units), columns_(resamples + 1), weight_(units * columns_) {
  constexpr std::uint32_t purpose = 4;  // beside those of designs
  for (std::size_t unit = 0; unit < units; ++unit) weight_[unit * columns_] = 1;
  for (std::size_t column = 1; column < columns_; ++column)
    for (std::size_t drawn = 0; drawn < units; ++drawn) {
      const std::uint64_t bits = philox<std::uint32_t>({static_cast<std::uint32_t>(drawn), purpose,
                                                        static_cast<std::uint32_t>(column), 0},
                                                       seed)
                                     .x;
      weight_[(bits * units >> 32) * columns_ + column] += 1;
    }
}

void Resamples::add(std::size_t unit, double value, double* to) const {
  const double* weight = weight_.data() + unit * columns_;
  for (std::size_t column = 0; column < columns_; ++column) to[column] += weight[column] * value;
}

Interval percentile_interval(std::span<const double> values) {
  std::vector<double> kept = resampled(values);
  if (kept.size() < 2 || !std::isfinite(values[0])) return {values[0], nan, nan};
  std::sort(kept.begin(), kept.end());
  return {values[0], quantile_of(kept, 0.025), quantile_of(kept, 0.975)};
}

Interval normal_interval(std::span<const double> values) {
  const std::vector<double> kept = resampled(values);
  if (kept.size() < 2 || !std::isfinite(values[0])) return {values[0], nan, nan};
  double squares = 0;
  const double mean =
      std::accumulate(kept.begin(), kept.end(), 0.0) / static_cast<double>(kept.size());
  for (const double value : kept) squares += (value - mean) * (value - mean);
  const double half = two_sided * std::sqrt(squares / static_cast<double>(kept.size() - 1));
  return {values[0], values[0] - half, values[0] + half};
}

}  // namespace racecast
