// Draws with an outcome.
#pragma once

#include <cstdint>

namespace racecast {

/// A draw with the outcome.
struct EventDraw {
  std::uint64_t draw = 0;
  double weight = 0;  ///< its weight as a sample of the priors, times the paths with the outcome
};

}  // namespace racecast
