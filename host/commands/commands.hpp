// The commands of the program, and the way from argv to an exit code.
#pragma once

#include "host/command_line/command.hpp"

namespace racecast {

Command bench_command();
Command calibrate_command();
Command check_command();
Command compare_command();
Command completion_command();
Command devices_command();
Command diff_command();
Command explain_command();
Command export_command();
Command help_command();
Command hindcast_command();
Command merge_command();
Command rare_command();
Command replay_command();
Command report_command();
Command run_command();
Command schema_command();
Command sensitivity_command();
Command summary_command();
Command sweep_command();
Command verify_command();

/// Parses, acts, and reports every Error on stderr. Returns the exit code: 0 done, 1 failure,
/// 2 bad usage or config, 3 unreadable or foreign file, 130 interrupted. `ranks`: those that this
/// process leads, if any.
int run_command_line(int argc, const char* const* argv, Ranks* ranks = nullptr);

}  // namespace racecast
