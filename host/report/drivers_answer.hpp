// What drives the odds and what would turn them, as a section and as data.
#pragma once

#include <string>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/config/config.hpp"
#include "host/inference/drivers.hpp"

namespace racecast {

/// {draws, odds, variance_between, parameters_looked_at, parameters_found, least_z, first_order
/// [parameter] {parameter, index}, parameters [all that are found] {parameter, unit,
/// correlated_with, index, by_decile, by_decile_error, turn}, turns [all that turn it alone],
/// joint}. docs/sensitivity.md has the keys.
Data drivers_data(const Config& config, const Drivers& drivers);

/// The same without first_order, and of no more parameters than a reader looks at.
Data greatest_drivers_data(const Config& config, const Drivers& drivers);

/// Adds a table of the greatest drivers with a bar of the odds from the lowest to the highest tenth
/// of each (a tornado), and the changes that turn the odds.
void add_drivers(const Config& config, const Drivers& drivers, Answer& answer);

/// "0.312 (0.29..0.33)".
std::string index_text(const Interval& index);

}  // namespace racecast
