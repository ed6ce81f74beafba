#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "host/config/empirical_file.hpp"
#include "host/config/number_text.hpp"
#include "host/config/precheck.hpp"
#include "host/config/suggest.hpp"

namespace racecast {
namespace {

using Cells = std::vector<std::string>;

/// Takes one row off the front of a CSV text (RFC 4180: quotes, doubled quotes, line breaks within
/// quotes; LF or CRLF). Commas alone separate.
class Rows {
 public:
  explicit Rows(std::string_view text) : rest_(text) {}

  bool next(Cells& cells) {
    if (rest_.empty()) return false;
    ++row_;
    cells.assign(1, {});
    bool quoted = false;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (c == '"' && quoted && i + 1 < rest_.size() && rest_[i + 1] == '"') {
        cells.back() += c;
        ++i;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.emplace_back();
      } else if (c == '\n' && !quoted) {
        rest_.remove_prefix(i + 1);
        return true;
      } else if (c != '\r' || quoted) {
        cells.back() += c;
      }
    }
    if (quoted) throw std::runtime_error("a quote is never closed");
    rest_ = {};
    return true;
  }
  int row() const { return row_; }

 private:
  std::string_view rest_;
  int row_ = 0;
};

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::size_t place_of(const std::string& column, const Cells& header) {
  if (column.empty() && header.size() == 1) return 0;
  std::vector<std::string> names;
  for (const std::string& cell : header) names.push_back(shown(trimmed(cell)));
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
  Rows rows(without_byte_order_mark(text));
  Cells cells;
  if (!rows.next(cells)) throw std::runtime_error("it is empty");
  const std::size_t place = place_of(column, cells);
  std::vector<double> values;
  if (column.empty()) {
    if (const auto first = parse_number(trimmed(cells[0]))) values.push_back(*first);
  }
  while (rows.next(cells)) {
    if (cells.size() == 1 && trimmed(cells[0]).empty()) continue;
    const std::string cell = place < cells.size() ? trimmed(cells[place]) : std::string();
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
