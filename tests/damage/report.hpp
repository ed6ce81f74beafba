// What all jobs have seen.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tests/damage/tally.hpp"

namespace racecast::damage {

/// Files and exit codes by kind and command, without commands that this build lacks.
nlohmann::json report_of(const Options& options, const Tally* tallies,
                         const std::vector<std::string>& faults);

}  // namespace racecast::damage
