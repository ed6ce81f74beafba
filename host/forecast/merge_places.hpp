// Which draws the parts of a run hold, and whether they are all of it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "host/forecast/shard.hpp"

namespace racecast {

/// What a file holds.
struct Part {
  std::string path;
  Range range;        ///< its draws
  std::string shard;  ///< "3/8", or empty: a whole run
};

/// Throws Error(file) where a shard does not hold the draws that its number in `run` gives it: the
/// file was not written by a run.
void require_own_draws(const Part& part, Range run);

/// The draws of all parts together, which are sorted by their first draw. `run` is the run that
/// they are shards of. Throws Error(usage) where two overlap, or where some are missing.
Range joined_range(std::vector<Part>& parts, Range run);

}  // namespace racecast
