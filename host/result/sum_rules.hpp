// What the counts of a run must add up to. A result that breaks a rule is damaged, or an engine is.
#pragma once

#include <optional>
#include <string>

#include "host/result/result.hpp"

namespace racecast {

/// The first rule that `result` breaks, as a sentence without a full stop; none where all hold.
///
/// Sizes: one ThresholdInfo a threshold, as many counts as the layout says, no count above N.
/// Each threshold: the joint table adds up to N trajectories, and its outcomes are those of the
/// event patterns, of the batches and (us_first) of the odds; its arrivals are those of the
/// batches; the odds add up to the draws; each batch holds the trajectories of its draws.
/// The fan, if there is one: every metric of every month has been counted once a draw, and no
/// series begins or ends with an empty bucket. The draws that are kept, if any: the first of the
/// run, the paths of each add up, and where all draws are kept so do their outcomes. The samples,
/// if any: path 0 of the first draws, as many values as their sizes say, events and outcomes that
/// exist, arrivals that give these outcomes.
std::optional<std::string> find_violation(const Result& result);

/// Draws d of [first_draw, first_draw + draws) with d mod `batches` == batch.
std::uint64_t draws_in_batch(std::uint64_t first_draw, std::uint64_t draws, int batch, int batches);

}  // namespace racecast
