// How much memory this process may still take.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace racecast {

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
