// The forecast: a config, an engine, and the result they give. Knows neither terminal nor files.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "host/config/config.hpp"
#include "host/results/result.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {

struct RunOptions {
  std::uint64_t first_draw = 0;  ///< draws are numbered from here; other numbers are other draws
  std::string command;           ///< the command line, for the provenance
};

/// How far a run is.
struct Progress {
  std::uint64_t draws_done = 0;
  std::uint64_t draws = 0;
  double seconds = 0;                       ///< since the engine started
  std::span<const std::uint64_t> outcomes;  ///< [threshold][outcome], trajectories so far
};

/// Called several times a second; false stops the run.
using ProgressHandler = std::function<bool(const Progress&)>;

/// Notes the program, its command line and the time.
void note_program(Provenance& provenance, const std::string& command);

/// Runs `config.trajectories` trajectories. Throws Error(usage) where the range of draws does not
/// fit the random-number counter, Error(interrupted) where `progress` asked to stop, and
/// Error(runtime) where the device fails or its counts do not add up.
Result run_forecast(const Config& config, Engine& engine, const RunOptions& options,
                    const ProgressHandler& progress = {});

}  // namespace racecast
