// "Did you mean": the known word nearest to a misspelt one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace racecast {

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
int edit_distance(std::string_view a, std::string_view b);

/// A hint for a word that is not among `known`: "did you mean 'x'?" where one is near, otherwise
/// the known words themselves where they are few. Never empty.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

/// "a, b, c".
std::string joined_words(const std::vector<std::string>& words);

}  // namespace racecast
