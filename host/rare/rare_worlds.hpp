// What the worlds of weighted draws with an outcome have in common.
#pragma once

#include <cstdint>
#include <vector>

#include "host/config/config.hpp"
#include "host/inference/worlds.hpp"

namespace racecast {

struct EventDraw {
  std::uint64_t draw = 0;
  double weight = 0;  ///< its weight as a sample of the priors, times the paths with the outcome
};

/// As worlds_of() (host/inference/worlds.hpp), with the mean score of all worlds known to be 0:
///
///     shift = sum a z / sum a,   error^2 = sum a^2 (z - shift)^2 / (sum a)^2.
Worlds rare_worlds(const Config& config, const Forecast& proposed,
                   const std::vector<EventDraw>& events, Outcome outcome);

}  // namespace racecast
