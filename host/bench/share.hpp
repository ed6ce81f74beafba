// Measuring what arithmetic.hpp defines.
#pragma once

#include <functional>
#include <optional>

#include "host/bench/bench.hpp"

namespace racecast {

/// A warp of a GPU issues an instruction for 32 paths, one to a thread.
inline constexpr LaneShape gpu_lanes = {32, 32};

/// Counts the operations of a few draws. Throws Error(runtime) where `engine` comes to other counts
/// of the same draws: then it does other work.
Arithmetic count_arithmetic(const Forecast& forecast, const LaneShape& shape, Engine& engine);

/// `calibrate` and `run` (path-months a second) by turns, so that a clock that drifts hits both
/// alike. Empty where calibrate() is.
std::optional<ArithmeticShare> measure_share(
    const Arithmetic& counted, std::size_t rounds,
    const std::function<std::optional<IssueRates>()>& calibrate,
    const std::function<double()>& run);

}  // namespace racecast
