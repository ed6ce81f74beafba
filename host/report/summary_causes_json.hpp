// The sections of a summary as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "host/report/summary_causes.hpp"

namespace racecast {

/// "odds", "variance", "years", "turns", "crosses_half", "events" and "worlds" of one threshold.
nlohmann::json causes_json(const Result& result, const WorldSource& source, int threshold);

/// The parameters that are elsewhere in some worlds, an array.
nlohmann::json world_parameters_json(const Worlds& worlds);

}  // namespace racecast
