#include "host/toml/csv_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "host/text/number_text.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/precheck.hpp"

namespace racecast {
namespace {

std::size_t place_of(const std::string& column, const CsvCells& header) {
  if (column.empty() && header.size() == 1) return 0;
  std::vector<std::string> names;
  for (const CsvCell& cell : header) names.push_back(shown(without_blanks(cell.text)));
  if (column.empty())
    throw std::runtime_error("it has several columns; name one: column = \"" + names[0] + '"');
  const auto found = std::ranges::find(names, column);
  if (found == names.end())
    throw std::runtime_error(
        fmt::format("it has no column '{}'; {}", shown(column), suggestion(column, names)));
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

CsvRows::CsvRows(std::string_view text) : rest_(without_byte_order_mark(text)) {}

void CsvRows::step(char c) {
  ++column_;
  if (c != '\n') return;
  ++line_;
  column_ = 1;
}

bool CsvRows::next(CsvCells& cells) {
  if (rest_.empty()) return false;
  ++row_;
  cells.assign(1, {{}, line_, column_});
  bool quoted = false;
  for (std::size_t i = 0; i < rest_.size(); ++i) {
    const char c = rest_[i];
    step(c);
    if (c == '"' && quoted && i + 1 < rest_.size() && rest_[i + 1] == '"') {
      cells.back().text += c;
      step(rest_[++i]);
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.push_back({{}, line_, column_});
    } else if (c == '\n' && !quoted) {
      rest_.remove_prefix(i + 1);
      return true;
    } else if (c != '\r' || quoted) {
      cells.back().text += c;
    }
  }
  if (quoted) throw std::runtime_error("a quote is never closed");
  rest_ = {};
  return true;
}

std::vector<double> read_csv_column(const std::string& text, const std::string& column) {
  CsvRows rows(text);
  CsvCells cells;
  if (!rows.next(cells)) throw std::runtime_error("it is empty");
  const std::size_t place = place_of(column, cells);
  std::vector<double> values;
  if (column.empty()) {
    if (const auto first = parse_number(without_blanks(cells[0].text))) values.push_back(*first);
  }
  while (rows.next(cells)) {
    if (cells.size() == 1 && without_blanks(cells[0].text).empty()) continue;
    const std::string_view cell = place < cells.size() ? without_blanks(cells[place].text) : "";
    const auto value = parse_number(cell);
    if (!value)
      throw std::runtime_error(
          fmt::format("row {} has '{}' where a finite number should be", rows.row(), shown(cell)));
    if (values.size() == max_data_values)
      throw std::runtime_error(fmt::format("it has more than {} values", max_data_values));
    values.push_back(*value);
  }
  return values;
}

}  // namespace racecast
