// Long work asks now and then whether it is still wanted.
#pragma once

#include <functional>

#include "host/error.hpp"

namespace racecast {

/// Whether to go on; empty: always.
using GoesOn = std::function<bool()>;

/// Throws Error(interrupted) where the answer is no.
inline void require_going_on(const GoesOn& goes_on) {
  if (goes_on && !goes_on())
    throw Error(ErrorKind::interrupted, "interrupted; no result was written");
}

}  // namespace racecast
