// Joins results of parts of a run into what one run would have given.
#pragma once

#include <string>
#include <vector>

#include "host/check_stop.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// Reads the files, in any order. Either all are shards of one run, and none is missing; or all are
/// whole runs of the same config and seed whose draws follow one another. The result is that of one
/// run, apart from its provenance, which adds up times and names every device once.
///
/// Throws Error(file) where a file cannot be read, Error(usage) where files are of other runs,
/// overlap, or are missing, naming them, and Error(interrupted) where `stop`, looked at before
/// each, asks to stop.
Result merge_results(const std::vector<std::string>& paths, const std::string& command,
                     StopToken stop = {});

}  // namespace racecast
