// Which threshold of a config --threshold names.
#pragma once

#include <string>
#include <vector>

#include "host/config/config.hpp"

namespace racecast {

/// The place of the threshold `name` among `thresholds`. Throws Error(usage), with the names there
/// are.
int threshold_place(const std::vector<ThresholdInfo>& thresholds, const std::string& name);

}  // namespace racecast
