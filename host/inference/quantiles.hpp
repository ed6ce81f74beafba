// Quantiles of arrivals and leads, in whole months, from exact counts.
//
// The quantile at level q is the smallest month m with at least q of the trajectories at or below m
// (the inverse of the distribution function: definition 1 of Hyndman and Fan, The American
// Statistician 50, 1996, 361-365). Levels are quantile_percents.
#pragma once

#include <array>

#include "host/result/axes.hpp"

namespace racecast {

using Quantiles = std::array<double, quantile_count>;

/// Months of arrival among the trajectories that arrive by the horizon; NaN where none does.
Quantiles arrival_quantiles(const Result& result, int threshold, int nation);

/// Months of arrival among all trajectories; infinity where the quantile lies beyond the horizon.
Quantiles arrival_quantiles_all(const Result& result, int threshold, int nation);

/// Month of China minus month of the United States where both arrive; NaN where they never do.
Quantiles lead_quantiles(const Result& result, int threshold);

/// The same where at least one arrives. A nation that does not arrive by the horizon is behind by
/// more than any lead that is seen: infinity where the quantile is a lead of the United States over
/// a China that does not arrive, -infinity in the other case.
Quantiles lead_quantiles_all(const Result& result, int threshold);

}  // namespace racecast
