// What a run begins with.
#pragma once

#include <vector>

#include "host/forecast/run.hpp"

namespace racecast {

/// All draws that the config asks for. Throws Error(usage) where they do not fit the random-number
/// counter.
Range whole_range(const Config& config, const RunOptions& options);

/// A result to count `range` in, which is the shard's. Of its provenance lacks what the engine and
/// the run itself tell.
Result empty_result(const Config& config, const Shard& shard, Range range);

void note_device(Provenance& provenance, const Engine& engine);

/// Names, units and scales, which a Forecast does not know.
std::vector<SampledParameter> sampled_parameters(const Config& config);

}  // namespace racecast
