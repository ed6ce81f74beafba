// --set PATH=VALUE, and what a sweep sets in the same words.
#pragma once

#include "host/config/diagnostics.hpp"
#include "host/config/value.hpp"

namespace racecast {

/// Applies the settings in order. A path below a channel, programme or threshold that does not
/// exist is reported; other unknown paths are put in, for the validation to report.
void apply_overrides(Value& tree, const ConfigOptions& options, Diagnostics& diagnostics);

}  // namespace racecast
