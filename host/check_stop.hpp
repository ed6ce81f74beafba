// Long work ends where its stop token asks for it.
#pragma once

#include <string>

#include "host/error.hpp"
#include "kernels/engine/control.hpp"

namespace racecast {

/// Throws Error(interrupted) where `stop` asks to stop; `lost` says what was not done.
inline void check_stop(StopToken stop, const char* lost = "no result was written") {
  if (stop.stop_requested())
    throw Error(ErrorKind::interrupted, std::string("interrupted; ") + lost);
}

}  // namespace racecast
