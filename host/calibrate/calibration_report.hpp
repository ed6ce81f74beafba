// What a calibration found, for a terminal and for programs.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "host/calibrate/calibrate.hpp"

namespace racecast {

std::string calibration_text(const Config& config, const Calibration& found);

/// Everything of the text and more, numbers in full; docs/calibrate.md says what each is.
nlohmann::json calibration_json(const Config& config, const Calibration& found);

/// "US installed compute 2024-12": an observation as messages name it.
std::string observation_name(const History& history, std::size_t observation);

}  // namespace racecast
