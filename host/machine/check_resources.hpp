// What a run needs of its machine and of its output, looked at before the first trajectory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "host/config/config.hpp"
#include "host/forecast/run.hpp"

namespace racecast {

/// The result at the output of `options.checkpoint`, where that is to be resumed and the result is
/// already what the run would give; its checkpoint is then removed. Else the run may begin: with
/// `force`, without a checkpoint that is damaged or of another run. Throws Error(usage) where there
/// is a result or a checkpoint that it must not replace, Error(file) where the result is damaged.
std::optional<Result> begin_output(const Config& config, const RunOptions& options, bool force);

/// Bytes that the result of a config takes at most, about, and those that a run takes of memory.
double result_bytes(const Config& config);
double memory_bytes(const Config& config, const Engine& engine);

/// Throws Error(runtime) where the machine has less memory than that many bytes; `instead` says
/// what to do.
void require_memory(double bytes, const std::string& instead);

/// Throws Error(runtime) where the disk of `output` is too small for the run's result and
/// checkpoints, or for `results` such results, one of which is being made at a time.
void require_disk(const Config& config, const std::string& output, std::size_t results = 1);

/// Throws Error(runtime) where the disk of `output` or the memory is too small for the run.
void check_resources(const Config& config, const std::string& output, const Engine& engine,
                     std::size_t results = 1);

/// Bytes: the least of what the machine has free (Linux: MemAvailable), what the process's control
/// groups leave it, and what `ulimit -v` does. Empty: nothing is known.
std::optional<std::uint64_t> free_memory();

/// The least that a control group, "/of/the/process", and those above it leave; `root` is the
/// folder where they are. Empty: none of them sets a limit.
std::optional<std::uint64_t> left_by_control_groups(const std::string& root, std::string group);

/// What to say where memory has run out all the same.
inline constexpr const char* out_of_memory =
    "not enough memory; ask for fewer thresholds, months or threads";

}  // namespace racecast
