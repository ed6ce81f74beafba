// What a run begins with.
#pragma once

#include <vector>

#include "host/forecast/run.hpp"

namespace racecast {

/// All draws that the config asks for. Throws Error(usage) where they do not fit the random-number
/// counter.
Range whole_range(const Config& config, const RunOptions& options);

/// Question and extents, and no counts yet.
Result empty_result(const Config& config, const Forecast& forecast, Range range);

/// Of a run that has not begun: without draws and times.
Provenance provenance_of(const Config& config, const Engine& engine, const RunOptions& options);

/// Names, units and scales, which a Forecast does not know.
std::vector<SampledParameter> sampled_parameters(const Config& config);

}  // namespace racecast
