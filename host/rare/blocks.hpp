// Draws one by one, however many: a logical block at a time.
#pragma once

#include <cstdint>
#include <functional>

#include "host/forecast/run.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {

/// Sees how the draws of a block ended; blocks come in the order of their draws.
using BlockVisitor = std::function<void(const DrawOutcomes&)>;

/// Runs the draws [0, draws). `progress` is told of no outcomes, since those of shifted draws say
/// nothing as they are. Throws Error(interrupted) where it asks to stop, and Error(runtime) where
/// the device fails or loses paths.
void run_blocks(Engine& engine, const Forecast& forecast, std::uint64_t draws,
                const BlockVisitor& visit, const ProgressHandler& progress = {});

}  // namespace racecast
