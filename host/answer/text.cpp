// An answer as text for a terminal.
#include <algorithm>
#include <numeric>

#include "host/answer/answer.hpp"

namespace racecast {
namespace {

constexpr std::size_t least_cut = 12;
constexpr std::string_view gap = "  ";

using Widths = std::vector<std::size_t>;

std::string without_end(const std::string& line) {
  return line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
}

std::size_t sum(const Widths& widths) {
  return std::accumulate(widths.begin(), widths.end(), gap.size() * (widths.size() - 1));
}

Widths widths_of(const TextTable& table) {
  Widths widths;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    std::size_t widest = width_of(table.columns[column].title);
    for (const Cells& row : table.rows)
      if (column + 1 < row.size() || row.size() == table.columns.size())
        widest = std::max(widest, width_of(row[column]));
    widths.push_back(std::min(widest, table.columns[column].most));
  }
  return widths;
}

/// Cuts columns of texts until a line fits: the widest first, and once none is wide the last.
void fit(const TextTable& table, std::size_t columns, Widths& widths) {
  for (std::size_t all = sum(widths); all > columns; all = sum(widths)) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < widths.size(); ++i)
      if (table.columns[i].left && widths[i] > least_cut &&
          (widest == nullptr || widths[i] > *widest))
        widest = &widths[i];
    for (std::size_t i = widths.size(); widest == nullptr && i-- > 1;)
      if (table.columns[i].left && widths[i] > 0) widest = &widths[i];
    if (widest == nullptr) return;
    --*widest;
  }
}

struct TableText {
  const TextTable& table;
  const TextStyle& style;
  Widths widths;

  std::string str() const {
    if (table.repeated == 0) return part(table.columns.size(), table.columns.size());
    std::string text;
    for (std::size_t from = table.repeated; from < widths.size();) {
      const std::size_t to = fitting(from);
      text += (text.empty() ? "" : "\n") + part(from, to);
      from = to;
    }
    return text;
  }

  /// The end of the columns from `from` that fit beside the repeated ones; at least one does.
  std::size_t fitting(std::size_t from) const {
    std::size_t all = sum({widths.begin(), widths.begin() + std::ptrdiff_t(table.repeated)});
    std::size_t to = from;
    while (to < widths.size()) {
      all += gap.size() + widths[to];
      if (to > from && all > style.columns) break;
      ++to;
    }
    return to;
  }

  /// The repeated columns, or all where none is, and those from `from` to `to`.
  std::string part(std::size_t from, std::size_t to) const {
    const std::size_t first = table.repeated == 0 ? table.columns.size() : table.repeated;
    const auto line = [&](const Cells& cells) {
      std::string text;
      for (std::size_t i = 0; i < std::min(to, cells.size()); ++i) {
        if (i >= first && i < from) continue;
        if (i + 1 == cells.size() && i + 1 < table.columns.size())
          return without_end(cut(text + cells[i], style.columns));
        text += table.columns[i].left ? left_cell(cells[i], widths[i])
                                      : right_cell(cells[i], widths[i]);
        text += gap;
      }
      return without_end(text);
    };
    Cells titles;
    for (const TextColumn& column : table.columns) titles.push_back(column.title);
    std::string text = line(titles);
    if (text == "\n") text.clear();
    for (const Cells& row : table.rows) text += row.size() == 1 ? heading(row[0]) : line(row);
    return text;
  }

  std::string heading(const std::string& text) const {
    return text.empty() ? "\n" : '\n' + style.bold(text) + '\n';
  }
};

struct PartText {
  const TextStyle& style;

  std::string operator()(const Paragraph& part) const {
    const std::string label = part.bold    ? style.bold(part.label)
                              : part.warns ? style.warning(part.label)
                                           : part.label;
    return label +
           wrapped(part.text, std::min(style.columns, text_width), part.hang, width_of(part.label));
  }
  std::string operator()(const Line& line) const {
    return (line.bold ? style.bold(line.text) : line.text) + '\n';
  }
  std::string operator()(const TextTable& table) const {
    Widths widths = widths_of(table);
    if (table.repeated == 0) fit(table, style.columns, widths);
    return TableText{table, style, widths}.str();
  }
};

}  // namespace

std::string text_of(const Answer& answer, const TextStyle& style) {
  std::string text;
  for (const AnswerSection& section : answer.sections) {
    if (section.parts.empty()) continue;
    if (!text.empty()) text += '\n';
    if (!section.title.empty()) text += style.bold(cut(section.title, style.columns)) + '\n';
    for (const auto& part : section.parts) text += std::visit(PartText{style}, part);
  }
  return text;
}

}  // namespace racecast
