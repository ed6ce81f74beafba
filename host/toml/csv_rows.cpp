#include "host/toml/csv_rows.hpp"

#include <stdexcept>

#include "host/toml/precheck.hpp"

namespace racecast {

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

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace racecast
