// What processor this is.
#pragma once

#include <string>

#include "kernels/engine/engine.hpp"

namespace racecast {

/// Whether this processor and operating system run code built for `isa`.
bool processor_runs(CpuIsa isa);
/// As the vendor names it, or the architecture where that is not known.
std::string processor_name();
/// Threads that this process may use.
int available_threads();

}  // namespace racecast
