// The command line, read into the fields of the command that is typed.
#pragma once

#include <string>
#include <vector>

#include "host/command_line/command.hpp"

namespace racecast {

/// The command that `words`, those after the program's name, ask for, its fields set; null where
/// they ask for help or the version, which is then printed. Throws Error(usage).
const Command* parse(const std::vector<Command>& commands, std::vector<std::string> words,
                     const std::string& version);

/// What `--help` of a command prints; of the program for "". Throws Error(usage), with what may be
/// meant, where there is no such command.
std::string help_text(const std::vector<Command>& commands, const std::string& name);

}  // namespace racecast
