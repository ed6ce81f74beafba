// From argv to an exit code.
#pragma once

namespace racecast {

/// Parses, acts, and reports every Error on stderr. Returns the exit code: 0 done, 1 failure,
/// 2 bad usage or config, 3 unreadable or foreign file, 130 interrupted.
int run_command_line(int argc, const char* const* argv);

}  // namespace racecast
