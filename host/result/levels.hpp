// The levels and bins by which results state distributions.
#pragma once

namespace racecast {

/// Bins of equal width over the probabilities; the last one includes 1.
inline constexpr int odds_bins = 20;

/// Quantiles of the fan charts.
inline constexpr double fan_levels[] = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

}  // namespace racecast
