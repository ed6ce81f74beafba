#include "host/explain/equations.hpp"

#include <algorithm>
#include <map>

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
  std::vector<Function> functions;
  for (std::size_t at = 0; (at = cell.find('`', at)) != std::string::npos;) {
    const std::size_t end = std::min(cell.find('`', at + 1), cell.size());
    const std::string name = cell.substr(at + 1, end - at - 1);
    const auto file = model.files.find(name);
    if (file != model.files.end()) functions.push_back({name, file->second});
    at = std::min(end + 1, cell.size());
  }
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

template <class Visit>
void each_line(Visit visit) {
  std::string_view text = model_text;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

Model read_model() {
  Model model;
  each_line([&](std::string_view line) {  // "@ function file"
    const std::size_t space = line.find(' ', 2);
    if (line.starts_with("@ ") && space != std::string_view::npos) {
      model.files.emplace(line.substr(2, space - 2), line.substr(space + 1));
    }
  });
  std::string paragraph;
  each_line([&](std::string_view line) {
    read_line(line, model);
    const bool begins = line.starts_with('(') && line.size() > 1 && is_digit(line[1]);
    if (begins || (!paragraph.empty() && !line.empty())) {
      paragraph += line;
      paragraph += ' ';
    } else if (!paragraph.empty()) {
      read_paragraph(paragraph, model);
      paragraph.clear();
    }
  });
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
  std::vector<Equation> found;
  const std::size_t from = std::min(equations_at(meaning), meaning.size());
  for (std::size_t at = from; (at = meaning.find_first_of("0123456789", at)) < meaning.size();) {
    const std::size_t end = std::min(meaning.find_first_not_of("0123456789.", at), meaning.size());
    const std::string number(meaning.substr(at, end - at));
    const auto known = model().equations.find(number);
    Equation equation{number, "", "", {}};
    if (known != model().equations.end()) equation = known->second;
    for (const Section& section : model_sections()) {
      if (number.starts_with(section.number + '.')) equation.section = section.title;
    }
    found.push_back(std::move(equation));
    at = end;
  }
  return found;
}

std::string without_equations(std::string_view meaning) {
  return std::string(meaning.substr(0, equations_at(meaning)));
}

}  // namespace racecast
