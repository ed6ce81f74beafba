// The two files of a history: the one that says what each series measures; and a CSV file of
// figures: series, nation, date, value, unit, and optionally uncertainty and source.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/history/history.hpp"
#include "host/toml/value.hpp"

namespace racecast {

/// One table [series.NAME], as written.
struct SeriesDefinition {
  Series series;  ///< its unit is the model's
  Place place;
  Observable::Kind measures = Observable::Kind::level;
  int metric = 0;                     ///< of a level
  std::vector<std::string> channels;  ///< of spending
  std::string unit;                   ///< of the data
  int year_ends = 12;                 ///< month
  bool from_start = false, record = false;
  double error = 0;     ///< each figure's own, in ln, where the data give none
  std::string repeats;  ///< series that counts the same; may be empty

  /// Counted since some date: what came after the start of a forecast is compared.
  bool cumulative() const {
    return measures == Observable::Kind::imports || measures == Observable::Kind::world_supply;
  }
};

struct SeriesFile {
  std::string path;
  std::vector<SeriesDefinition> series;
  std::map<int, double> dollars;  ///< of 2024, for a dollar of a year
};

/// Throws ConfigError with every mistake, and Error(file) where it cannot be read.
SeriesFile read_series_file(const std::string& path);

/// A figure in `unit` times the factor is in the unit of the model; `nominal`: and times the
/// dollars of its year.
struct UnitFactor {
  double factor = 1;
  bool nominal = false;
};

/// How `unit` becomes `model_unit`; the names of those that can in `known`, if it cannot, and then
/// the factor is 0.
UnitFactor unit_factor(const std::string& unit, const std::string& model_unit,
                       std::vector<std::string>& known);

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
