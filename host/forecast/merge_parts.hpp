// Which draws the parts of a run hold, whether they are all of it, and what they keep of single
// draws.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/forecast/shard.hpp"
#include "host/result/result.hpp"

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

/// The draws of all parts together, which are sorted by their first draw. `known` is the run
/// that they are shards of; none: they are whole runs, from the first draw of all to the last.
/// Throws Error(usage) where two overlap, or where some are missing.
Range joined_range(std::vector<Part>& parts, const std::optional<Range>& known);

/// Every part keeps the draws it begins with, so those that the run begins with are among them.
class KeptDraws {
 public:
  /// Takes what may be needed of a part.
  void add(Result&& part);
  /// Of the first logical block of `run`; empty where a part that has some of them keeps none.
  DrawOutcomes outcomes(Range run, int thresholds) const;
  /// The first `most` samples of the run.
  Samples samples(std::uint64_t most) const;

 private:
  struct Kept {
    DrawOutcomes draws;
    Samples samples;
  };
  std::map<std::uint64_t, Kept> kept_;  // by the first draw of the part
};

}  // namespace racecast
