// The commands of the program.
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

}  // namespace racecast
