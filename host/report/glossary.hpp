// The words that outputs use, explained: docs/glossary.md, which the program carries with it.
#pragma once

#include <string>
#include <vector>

namespace racecast {

struct Term {
  std::string section, name, meaning;
};

/// In the order of the page.
std::vector<Term> glossary();

/// All terms under the titles of their sections, for a terminal of `columns`.
std::string glossary_text(std::size_t columns = 100);

}  // namespace racecast
