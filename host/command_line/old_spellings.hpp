// Spellings of options that earlier versions had.
#pragma once

#include <string>
#include <vector>

namespace racecast {

/// `words`, of which the first is the command, in the spelling of today. What is old is told on
/// stderr, with what to write instead, unless --quiet is among them.
std::vector<std::string> in_new_spelling(std::vector<std::string> words);

}  // namespace racecast
