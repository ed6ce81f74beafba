// Where the baseline stands, for a bench that names no config.
#pragma once

#include <string>

namespace racecast {

/// configs/baseline.toml of the current directory, else of the source tree that this program was
/// built in, else of what was installed with it. Throws Error(usage) where there is none.
std::string baseline_config();

}  // namespace racecast
