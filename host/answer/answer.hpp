// What a person reads of an answer: sections of sentences and tables. A feature says these; how
// wide they are is the renderer's.
#pragma once

#include <fmt/core.h>

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "host/text/text_lines.hpp"

namespace racecast {

/// Words that are broken into lines at spaces.
struct Paragraph {
  std::string text;
  std::string label = {};  ///< before the text, on its first line
  std::size_t hang = 0;    ///< spaces before every other line
  bool bold = false;       ///< the label, where there is colour
  bool warns = false;      ///< the same, in yellow
};

/// A line that stays as it is, such as a digest.
struct Line {
  std::string text;
  bool bold = false;
};

/// Numbers end at the right.
struct TextColumn {
  TextColumn(std::string head) : title(std::move(head)) {}
  TextColumn(const char* head) : title(head) {}

  std::string title;
  bool left = false;
  std::size_t most = SIZE_MAX;  ///< characters
};

/// Of texts, which start at the left and may be cut.
inline TextColumn left(std::string title, std::size_t most = SIZE_MAX) {
  TextColumn column(std::move(title));
  column.left = true;
  column.most = most;
  return column;
}

using Cells = std::vector<std::string>;

/// Columns are as wide as what is in them. Where all do not fit the lines, the widest column of
/// texts is cut; or, if `repeated` is not 0, the table goes on below itself, where as many first
/// columns are repeated.
struct TextTable {
  std::vector<TextColumn> columns;
  /// The last cell of a short row takes the rest of the line; one cell alone is a heading.
  std::vector<Cells> rows = {};
  std::size_t repeated = 0;

  void add(Cells cells) { rows.push_back(std::move(cells)); }
};

struct AnswerSection {
  std::string key;    ///< names it on the command line: "years"; "": nothing does
  std::string title;  ///< a line before it; "": none
  std::vector<std::variant<Paragraph, Line, TextTable>> parts = {};
};

/// What is said goes into the section that was begun last. As text, an empty line stands between
/// sections, and one without parts is left out.
struct Answer {
  std::vector<AnswerSection> sections;

  void section(std::string key = "", std::string title = "") {
    sections.push_back({std::move(key), std::move(title)});
  }
  void add(Paragraph part) { sections.back().parts.emplace_back(std::move(part)); }
  void add(Line part) { sections.back().parts.emplace_back(std::move(part)); }
  void add(TextTable part) {  ///< one without rows says nothing
    if (!part.rows.empty()) sections.back().parts.emplace_back(std::move(part));
  }
  template <class... Values>
  void say(fmt::format_string<Values...> words, Values&&... values) {
    add(Paragraph{fmt::format(words, std::forward<Values>(values)...)});
  }
  template <class... Values>
  void line(fmt::format_string<Values...> words, Values&&... values) {
    add(Line{fmt::format(words, std::forward<Values>(values)...)});
  }
  /// Lines after the first begin below the text.
  void labelled(const std::string& label, const std::string& text, bool warns = false) {
    add(Paragraph{text, label, width_of(label), false, warns});
  }
  /// A row for each of `items`: what `cells_of` makes of it.
  template <class Items, class Make>
  void table(std::vector<TextColumn> columns, const Items& items, Make cells_of) {
    TextTable table{std::move(columns)};
    for (const auto& item : items) table.add(cells_of(item));
    add(std::move(table));
  }
};

std::string text_of(const Answer& answer, const TextStyle& style = {});

}  // namespace racecast
