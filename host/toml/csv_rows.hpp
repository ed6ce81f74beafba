// The rows of a CSV text, and one column of it as numbers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace racecast {

/// A cell, with the place of its first character; both count from 1.
struct CsvCell {
  std::string text;
  int line = 0, column = 0;
};
using CsvCells = std::vector<CsvCell>;

/// Takes one row after another off the front of a CSV text (RFC 4180: quotes, doubled quotes, line
/// breaks within quotes; LF or CRLF; a byte-order mark is skipped). Commas alone separate.
class CsvRows {
 public:
  explicit CsvRows(std::string_view text);

  /// False at the end. Throws std::runtime_error where a quote is never closed.
  bool next(CsvCells& cells);
  /// Of the row that next() gave, from 1.
  int row() const { return row_; }

 private:
  void step(char c);

  std::string_view rest_;
  int row_ = 0, line_ = 1, column_ = 1;
};

/// Numbers in a column at most.
inline constexpr std::size_t max_data_values = 5'000'000;

/// The numbers of a CSV text, in a column that its first row names, or, with an empty name, in its
/// only column, which need not have a name. Throws std::runtime_error.
std::vector<double> read_csv_column(const std::string& text, const std::string& column);

}  // namespace racecast
