// How much memory this process may still take.
#pragma once

#include <cstdint>
#include <optional>

namespace racecast {

/// Bytes: the least of what the machine has free (Linux: MemAvailable), what the process's control
/// group leaves it, and what `ulimit -v` does. Empty: nothing is known.
std::optional<std::uint64_t> free_memory();

}  // namespace racecast
