// What the worlds of weighted draws with an outcome have in common.
#pragma once

#include <vector>

#include "host/config/config.hpp"
#include "host/inference/worlds.hpp"
#include "host/rare/event_draw.hpp"

namespace racecast {

/// As worlds_of() (host/inference/worlds.hpp), with the mean score of all worlds known to be 0:
///
///     shift = sum a z / sum a,   error^2 = sum a^2 (z - shift)^2 / (sum a)^2.
Worlds rare_worlds(const Config& config, const Forecast& proposed,
                   const std::vector<EventDraw>& events, Outcome outcome);

}  // namespace racecast
