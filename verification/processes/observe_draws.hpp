// The part of an observation that is compiled like the kernels.
#pragma once

#include <cstdint>

#include "verification/processes/observe.hpp"

namespace racecast::verification {

/// Runs draws [first, last) and writes what is seen of them to their places in `seen`.
void observe_draws(const Forecast& forecast, const Watch& watch, std::uint64_t first,
                   std::uint64_t last, Observation& seen);

}  // namespace racecast::verification
