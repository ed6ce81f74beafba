// From argv to an exit code.
#pragma once

namespace racecast {

class Ranks;

/// Parses, acts, and reports every Error on stderr. Returns the exit code: 0 done, 1 failure,
/// 2 bad usage or config, 3 unreadable or foreign file, 130 interrupted. `ranks`: those that this
/// process leads, if any.
int run_command_line(int argc, const char* const* argv, Ranks* ranks = nullptr);

}  // namespace racecast
