#include "host/toml/csv_column.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>

#include "host/text/number_text.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/csv_rows.hpp"

namespace racecast {
namespace {

std::size_t place_of(const std::string& column, const CsvCells& header) {
  if (column.empty() && header.size() == 1) return 0;
  std::vector<std::string> names;
  for (const CsvCell& cell : header) names.push_back(shown(trimmed(cell.text)));
  if (column.empty())
    throw std::runtime_error("it has several columns; name one: column = \"" + names[0] + '"');
  const auto found = std::find(names.begin(), names.end(), column);
  if (found == names.end())
    throw std::runtime_error(
        fmt::format("it has no column '{}'; {}", shown(column), suggestion(column, names)));
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

std::vector<double> read_csv_column(const std::string& text, const std::string& column) {
  CsvRows rows(text);
  CsvCells cells;
  if (!rows.next(cells)) throw std::runtime_error("it is empty");
  const std::size_t place = place_of(column, cells);
  std::vector<double> values;
  if (column.empty()) {
    if (const auto first = parse_number(trimmed(cells[0].text))) values.push_back(*first);
  }
  while (rows.next(cells)) {
    if (cells.size() == 1 && trimmed(cells[0].text).empty()) continue;
    const std::string cell = place < cells.size() ? trimmed(cells[place].text) : std::string();
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
