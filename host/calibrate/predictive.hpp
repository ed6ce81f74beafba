// Whether history is what the priors, and what the posterior, would have foretold.
#pragma once

#include <cstdint>
#include <vector>

#include "host/calibrate/adapt.hpp"

namespace racecast {

/// What is foretold of one observation: ln of the number, errors of observing it included.
struct Foretold {
  double low = 0, median = 0, high = 0;  ///< 5, 50 and 95 %
  double place = 0.5;                    ///< share of it below what was observed (PIT)

  /// Chance of something as far out or farther.
  double tail() const { return 2 * (place < 0.5 ? place : 1 - place); }
};

struct PredictiveCheck {
  std::vector<Foretold> prior, posterior;  ///< [observation]

  /// Something is seen less often than this where all is well: then data and worlds contradict each
  /// other.
  static constexpr double contradiction = 0.01;
};

/// From `worlds` draws of the priors, and as many of the posterior, picked by their weights
/// (systematic resampling), with paths of their own. `target` is of check_replicate.
PredictiveCheck check_predictions(const Target& target, const Posterior& posterior,
                                  std::uint64_t worlds, const RunControl& control = {});

/// Places in `weight`, which sums to 1, of `count` draws picked by systematic resampling, from the
/// middle of the first stretch on.
std::vector<std::size_t> resampled(const std::vector<double>& weight, std::size_t count);

}  // namespace racecast
