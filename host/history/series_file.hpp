// The file that says what each series of a data file measures.
#pragma once

#include <map>
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

}  // namespace racecast
