// A CSV file of figures: series, nation, date, value, unit, and optionally uncertainty and source.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/history/series_file.hpp"

namespace racecast {

inline constexpr std::size_t max_history_bytes = std::size_t{1} << 20;
inline constexpr std::size_t max_history_rows = 10'000;

/// "2023": a year; "2023Q4": a quarter; "2023-12": the end of a month, or the month.
struct Period {
  YearMonth last;
  int months = 1;  ///< that it spans: 12, 3 or 1
  friend bool operator==(const Period&, const Period&) = default;
};
/// `year_ends`: the month with which a year ends.
std::optional<Period> parse_period(const std::string& text, int year_ends = 12);

/// A figure, in the unit of its series: dollars are those of 2024.
struct Figure {
  Period period;
  double log_value = 0;
  double error = 0;  ///< standard deviation of its own error, in ln
  Place place;
};

/// The figures of each series of the file, [series], rising in time. Records are made: lower
/// figures are lifted, and years between two figures without one have that before. Throws
/// ConfigError with every mistake, and Error(file) where it cannot be read.
std::vector<std::vector<Figure>> read_figures(const std::string& path, const SeriesFile& series);

}  // namespace racecast
