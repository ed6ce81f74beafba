// What may stand next on a command line.
#pragma once

#include <string>
#include <vector>

#include "host/command_line/command.hpp"

namespace racecast {

struct Candidate {
  std::string word;
  std::string description;  ///< may be empty
};

struct Completion {
  std::vector<Candidate> candidates;
  std::vector<std::string> suffixes;  ///< files with these names may stand there, ".toml"
  bool more = false;                  ///< a candidate is the begin of a word: no space after it
};

/// `words` are those after the program's name; the last is the one to complete, and may be empty.
Completion complete(const std::vector<Command>& commands, std::vector<std::string> words);

/// The script that a shell ("bash", "zsh" or "fish") loads. It asks the program at each completion,
/// so it never grows out of date.
std::string completion_script(const std::string& shell);
std::vector<std::string> completion_shells();

/// What `--set PATH=VALUE` can reach: the paths of every parameter, and of every key that the
/// config gives, in alphabetical order. Without a readable config: the parameters of the world and
/// of the nations.
std::vector<std::string> setting_paths(const std::string& config_path);

}  // namespace racecast
