// The table of processes, as Markdown.
#pragma once

#include <string>
#include <vector>

#include "verification/findings.hpp"
#include "verification/processes/study.hpp"

namespace racecast::verification {

/// What each process moves: the config with that process off, less the config. `only` names the
/// processes to run; none: all of them.
Findings process_table(const StudyOptions& options, const std::vector<std::string>& only);

}  // namespace racecast::verification
