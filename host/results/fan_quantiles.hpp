// Quantiles of monthly metrics, from the buckets of a fan.
#pragma once

#include <span>
#include <vector>

#include "kernels/engine/fan_counts.hpp"

namespace racecast {

/// The quantile of one series, in the unit of the engine: the middle of the bucket that holds the
/// smallest value with at least `level` of the counts at or below it, within fan_relative_error of
/// that value. What lies below the octaves of its metric counts as 0, what lies above as infinity;
/// NaN without counts.
double fan_quantile(const FanSeries& series, int metric, double level);

/// Those at each of the levels, which rise.
std::vector<double> fan_quantiles(const FanSeries& series, int metric,
                                  std::span<const double> levels);

/// [metric][nation][month][level of fan_levels], in the units of the metrics.
std::vector<double> fan_quantiles(const FanCounts& fan, int months);

}  // namespace racecast
