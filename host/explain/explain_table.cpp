#include <algorithm>
#include <array>

#include "host/explain/explain.hpp"
#include "host/explain/shape.hpp"

namespace racecast {
namespace {

enum Column { key, value, low, median, high, unit, source, column_count };
using Row = std::array<std::string, column_count>;
using Widths = std::array<std::size_t, column_count>;

struct Block {
  std::string section;
  std::vector<Row> rows;
};

constexpr Row heads() { return {"", "value", "5 %", "50 %", "95 %", "unit", "source"}; }

bool leaves_out_source(const ConfigParameter* parameter) {
  return parameter->source_range && parameter->source_range->excluded;
}

std::string source_of(const ConfigParameter& parameter) {
  if (!parameter.given) return "(default)";
  return one_line(parameter.source) + (leaves_out_source(&parameter) ? " (!)" : "");
}

Row row_of(const ConfigParameter& parameter) {
  Row row;
  row[key] = last_part(parameter.path);
  row[value] = one_line(parameter.text);
  if (!parameter.is_constant()) {
    row[low] = short_number(percentile(parameter, 5));
    row[median] = short_number(percentile(parameter, 50));
    row[high] = short_number(percentile(parameter, 95));
  }
  row[unit] = parameter.unit == "1" ? "" : parameter.unit;
  row[source] = source_of(parameter);
  return row;
}

Row row_of(const ConfigSetting& setting) {
  Row row;
  row[key] = last_part(setting.path);
  row[value] = one_line(setting.value);
  if (!setting.given) row[source] = "(default)";
  return row;
}

std::vector<Block> blocks_of(const KeySelection& selection) {
  std::vector<Block> blocks;
  for (const KeySection& section : sections_of(selection)) {
    Block block{section.path, {}};
    for (const ConfigSetting* setting : section.keys.settings)
      block.rows.push_back(row_of(*setting));
    for (const ConfigParameter* parameter : section.keys.parameters) {
      block.rows.push_back(row_of(*parameter));
    }
    blocks.push_back(std::move(block));
  }
  return blocks;
}

std::size_t total(const Widths& widths) {
  std::size_t sum = 2 * (column_count - 1);
  for (const std::size_t width : widths) sum += width;
  return sum;
}

// Texts are for people and may be long; what they take is bounded, and then cut to the terminal.
Widths widths_of(const std::vector<Block>& blocks, std::size_t columns) {
  constexpr std::size_t longest_value = 44;
  Widths widths{};
  const auto widen = [&](const Row& row) {
    for (std::size_t i = 0; i < column_count; ++i)
      widths[i] = std::max(widths[i], width_of(row[i]));
  };
  widen(heads());
  for (const Block& block : blocks) std::ranges::for_each(block.rows, widen);
  widths[value] = std::min(widths[value], longest_value);
  constexpr std::pair<Column, std::size_t> least[] = {
      {value, 24}, {source, 16}, {unit, 8}, {value, 12}, {key, 16}, {source, 0}, {unit, 0}};
  for (const auto& [column, width] : least) {
    const std::size_t all = total(widths);
    if (all <= columns) break;
    if (widths[column] <= width) continue;
    widths[column] = std::max(width, widths[column] - std::min(widths[column], all - columns));
  }
  return widths;
}

std::string line_of(const Row& row, const Widths& widths) {
  std::string line;
  for (std::size_t i = 0; i < column_count; ++i) {
    const bool number = i == low || i == median || i == high;
    line += number ? right_cell(row[i], widths[i]) : left_cell(row[i], widths[i]);
    line += "  ";
  }
  return line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
}

}  // namespace

std::string explain_table(const KeySelection& selection, const TextStyle& style) {
  const std::vector<Block> blocks = blocks_of(selection);
  const Widths widths = widths_of(blocks, style.columns);
  std::string text = line_of(heads(), widths);
  for (const Block& block : blocks) {
    text += '\n';
    if (!block.section.empty()) text += style.bold('[' + block.section + ']') + '\n';
    for (const Row& row : block.rows) text += line_of(row, widths);
  }
  if (!selection.correlations.empty()) text += '\n' + style.bold("[[correlation]]") + '\n';
  for (const Correlation* pair : selection.correlations) {
    const std::string source = pair->source.empty() ? "" : "  " + one_line(pair->source);
    text += cut(pair->first + ", " + pair->second + "  rank " + short_number(pair->rank) +
                    (pair->active ? "" : " (not drawn: one is a number)") + source,
                style.columns) +
            '\n';
  }
  if (std::ranges::any_of(selection.parameters, leaves_out_source)) {
    text += "\n(!) 5 to 95 % of the prior leave out the range of its own source\n";
  }
  return text;
}

}  // namespace racecast
