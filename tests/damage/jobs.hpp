// Damages files and runs the commands on them, in several processes.
#pragma once

#include <string>
#include <vector>

#include "tests/damage/tally.hpp"

namespace racecast::damage {

/// The faults, as text; their files stay in the folder. `tallies`, one a job, lie in memory shared
/// with the processes made here.
std::vector<std::string> run_jobs(const Options& options, const Sources& sources, Tally* tallies);

}  // namespace racecast::damage
