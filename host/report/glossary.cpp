#include "host/report/glossary.hpp"

#include <algorithm>
#include <string_view>

#include "host/embedded.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::string_view title_mark = "## ", cell_mark = "| ", cell_end = " |";

/// "| name | meaning |" of a Markdown table; no name: another line, or the head of the table.
Term term_of(std::string_view line) {
  const std::size_t between = line.find(" | ");
  if (!line.starts_with(cell_mark) || !line.ends_with(cell_end) || between == line.npos) return {};
  const std::size_t meaning = between + 3;
  Term term{"", std::string(line.substr(cell_mark.size(), between - cell_mark.size())),
            std::string(line.substr(meaning, line.size() - cell_end.size() - meaning))};
  return term.name == "term" ? Term{} : term;
}

}  // namespace

std::vector<Term> glossary() {
  std::vector<Term> terms;
  std::string section;
  for (std::string_view rest = glossary_page; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.starts_with(title_mark)) section = line.substr(title_mark.size());
    Term term = term_of(line);
    if (term.name.empty()) continue;
    term.section = section;
    terms.push_back(std::move(term));
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
