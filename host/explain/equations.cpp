#include "host/explain/equations.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>

#include "host/embedded.hpp"

namespace racecast {
namespace {

struct Model {
  std::vector<Section> sections;
  std::map<std::string, Equation, std::less<>> equations;
  std::map<std::string, std::string, std::less<>> files;  ///< by the name of a function
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Between two bars that are not escaped.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) {
      cell += line[++i];
    } else if (line[i] == '|') {
      cells.emplace_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return cells;
}

std::string without(std::string text, char unwanted) {
  std::erase(text, unwanted);
  return text;
}

// Names between back-quotes that are functions.
std::vector<Function> functions_in(const std::string& cell, const Model& model) {
  static const std::regex quoted("`([^`]*)`");
  std::vector<Function> functions;
  for (std::sregex_iterator each(cell.begin(), cell.end(), quoted), end; each != end; ++each)
    if (const auto file = model.files.find((*each)[1].str()); file != model.files.end())
      functions.push_back({file->first, file->second});
  return functions;
}

// "(9.1) The log odds ... (`step`)." in a section with one equation: its first sentence.
void read_paragraph(const std::string& paragraph, Model& model) {
  const std::size_t end = paragraph.find(") ");
  const std::string number = paragraph.substr(1, end - 1);
  std::string text = paragraph.substr(end + 2);
  text = text.substr(0, text.find(". ") + 1);
  if (text.ends_with('.')) text.pop_back();
  const std::string plain = text.substr(0, text.find(" (`"));
  model.equations[number] = {number, model.sections.back().title, without(plain, '`'),
                             functions_in(paragraph, model)};
}

void read_line(std::string_view line, Model& model) {
  if (line.starts_with("## ")) {
    const std::size_t dot = std::min(line.find(". "), line.size() - 2);
    model.sections.push_back(
        {std::string(line.substr(3, dot - 3)), std::string(line.substr(dot + 2))});
  } else if (line.starts_with("| ") && line.size() > 2 && is_digit(line[2])) {
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() != 3 || model.sections.empty()) return;
    model.equations[cells[0]] = {cells[0], model.sections.back().title, without(cells[1], '`'),
                                 functions_in(cells[2], model)};
  }
}

Model read_model() {
  Model model;
  std::istringstream functions{std::string(model_text)}, lines{std::string(model_text)};
  for (std::string line; std::getline(functions, line);) {  // "@ function file"
    const std::size_t space = line.find(' ', 2);
    if (line.starts_with("@ ") && space != std::string::npos)
      model.files.emplace(line.substr(2, space - 2), line.substr(space + 1));
  }
  std::string paragraph;
  for (std::string line; std::getline(lines, line);) {
    read_line(line, model);
    const bool begins = line.starts_with('(') && line.size() > 1 && is_digit(line[1]);
    if (begins || (!paragraph.empty() && !line.empty())) {
      paragraph += line + ' ';
    } else if (!paragraph.empty()) {
      read_paragraph(paragraph, model);
      paragraph.clear();
    }
  }
  return model;
}

const Model& model() {
  static const Model read = read_model();
  return read;
}

// Place of "(eq. 2.3)" or "(eqs. 2.3 and 2.4)".
std::size_t equations_at(std::string_view meaning) { return meaning.rfind(" (eq"); }

}  // namespace

const std::vector<Section>& model_sections() { return model().sections; }

std::vector<Equation> equations_of(std::string_view meaning) {
  static const std::regex digits("[0-9][0-9.]*");
  const std::string named(meaning.substr(std::min(equations_at(meaning), meaning.size())));
  std::vector<Equation> found;
  for (std::sregex_iterator each(named.begin(), named.end(), digits), end; each != end; ++each) {
    const std::string number = each->str();
    const auto known = model().equations.find(number);
    Equation& equation = found.emplace_back(
        known != model().equations.end() ? known->second : Equation{number, "", "", {}});
    for (const Section& section : model_sections())
      if (number.starts_with(section.number + '.')) equation.section = section.title;
  }
  return found;
}

std::string without_equations(std::string_view meaning) {
  return std::string(meaning.substr(0, equations_at(meaning)));
}

}  // namespace racecast
