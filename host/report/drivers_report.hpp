// What drives the odds and what would turn them, as JSON and as text.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "host/config/config.hpp"
#include "host/inference/drivers.hpp"

namespace racecast {

/// To six significant digits; null where it is no number.
nlohmann::json six_digits(double value);
nlohmann::json interval_json(const Interval& interval);

/// {draws, odds, variance_between, parameters_looked_at, parameters_found, least_z, first_order
/// [parameter] {parameter, index}, parameters [the greatest `most`] {parameter, unit,
/// correlated_with, index, by_decile, by_decile_error, turn}, turns [all that turn it alone],
/// joint}. docs/sensitivity.md has the keys.
nlohmann::json drivers_json(const Config& config, const Drivers& drivers, std::size_t most);

/// A table of the greatest drivers with a bar of the odds from the lowest to the highest tenth of
/// each (a tornado), and the changes that turn the odds; lines of at most 100 columns.
std::string drivers_text(const Config& config, const Drivers& drivers);

/// "0.312 (0.29..0.33)".
std::string index_text(const Interval& index);

}  // namespace racecast
