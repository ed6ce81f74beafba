#include "host/report/glossary.hpp"

#include <regex>
#include <sstream>

#include "host/embedded.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {

/// "| name | meaning |" of the tables, but for their heads.
std::vector<Term> glossary() {
  static const std::regex row(R"(\| (.*?) \| (.*) \|)");
  std::vector<Term> terms;
  std::string section;
  std::smatch cells;
  std::istringstream page{std::string(glossary_page)};
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("## ")) section = line.substr(3);
    if (std::regex_match(line, cells, row) && cells[1] != "term")
      terms.push_back({section, cells[1], cells[2]});
  }
  return terms;
}

std::string glossary_text(std::size_t columns) {
  std::string text, section;
  for (const Term& term : glossary()) {
    if (term.section != section) text += (section.empty() ? "" : "\n") + term.section + "\n\n";
    section = term.section;
    text += wrapped(term.name + ": " + term.meaning, columns, 4);
  }
  return text;
}

}  // namespace racecast
