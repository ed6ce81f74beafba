// The forecast: a config, an engine, and the result they give. Knows no terminal, and of files only
// the result and its checkpoint.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "host/config/config.hpp"
#include "host/forecast/shard.hpp"
#include "host/result/result.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {

/// How a run keeps what it has done.
struct CheckpointPolicy {
  std::string output;  ///< the checkpoint stands beside this file
  /// Seconds between checkpoints; 0: only when interrupted. None: the smaller of 5 minutes and 5 %
  /// of the estimated run, but at least 150 times what a checkpoint costs.
  std::optional<double> seconds;
  bool resume = false;  ///< go on from the checkpoint, where there is one
  std::function<void(const std::string&)> notice;  ///< a sentence for the user
};

struct RunOptions {
  std::uint64_t first_draw = 0;  ///< draws are numbered from here; other numbers are other draws
  std::string command = {};      ///< the command line, for the provenance
  Shard shard = {};              ///< the part of the draws that is run
  /// Stop after the first 2^k logical blocks, at least 4, at which no 95 % interval of an outcome
  /// of the primary threshold is wider than twice this, or at the trajectories of the config.
  std::optional<double> until_ci = {};
  std::optional<CheckpointPolicy> checkpoint = {};
};

/// How far a run is.
struct Progress {
  std::uint64_t draws_done = 0;
  std::uint64_t draws = 0;                  ///< in all; with until_ci, as it looks by now
  double seconds = 0;                       ///< that the engine has worked for them
  std::span<const std::uint64_t> outcomes;  ///< [threshold][outcome], trajectories so far
  std::string note = {};                    ///< of a rule that ends the run
};

/// Control of a forecast, whose progress is reported several times a second.
using ForecastControl = Control<const Progress&>;

/// Notes the program, its command line and the time.
void note_program(Provenance& provenance, const std::string& command);

/// Runs the shard of `config.trajectories` trajectories. Throws Error(usage) where the range of
/// draws does not fit the random-number counter or the checkpoint is of another run,
/// Error(interrupted) where it was stopped (a checkpoint is then kept), and Error(runtime) where
/// the device fails or its counts do not add up.
Result run_forecast(const Config& config, Engine& engine, const RunOptions& options,
                    const ForecastControl& control = {});

/// The run that these ask for, as checkpoints and results know it.
struct RunIdentity;
RunIdentity identity_of(const Config& config, const RunOptions& options);

/// All draws that the config asks for. Throws Error(usage) where they do not fit the random-number
/// counter.
Range whole_range(const Config& config, const RunOptions& options);

/// A result without counts, with the extents that the run has. Of its provenance lacks what the
/// engine and the run itself tell.
Result empty_counts(const Config& config, const RunOptions& options);

/// Writes the result at the output of `options.checkpoint` and removes its checkpoint. Where it
/// cannot be written, keeps it as a checkpoint that only needs to be published, and throws on what
/// write_result() threw.
void publish_result(const Config& config, const RunOptions& options, const Result& result);

}  // namespace racecast
