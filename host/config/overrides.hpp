// --set PATH=VALUE, and what a sweep sets in the same words.
#pragma once

#include "host/config/config.hpp"
#include "host/toml/diagnostics.hpp"
#include "host/toml/value.hpp"

namespace racecast {

/// Applies the settings in order. A path below a channel, programme or threshold that does not
/// exist is reported; other unknown paths are put in, for the validation to report.
void apply_overrides(Value& tree, const ConfigOptions& options, Diagnostics& diagnostics);

}  // namespace racecast
