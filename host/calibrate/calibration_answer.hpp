// What a calibration found, for a person and for programs.
#pragma once

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/calibrate/calibrate.hpp"

namespace racecast {

Answer calibration_answer(const Config& config, const Calibration& found);

/// Everything of the text and more, numbers in full; docs/calibrate.md says what each is.
Data calibration_data(const Config& config, const Calibration& found);

}  // namespace racecast
