// What this process and machine cost besides the engine.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace racecast {

/// Most memory that this process has held so far, bytes; empty where the system does not say.
std::optional<std::uint64_t> peak_memory();

/// Starts this program anew, to print its version and end, so many times; seconds of each, from the
/// start to the end. Empty where the program cannot start itself.
std::vector<double> time_process_start(int repeats);

}  // namespace racecast
