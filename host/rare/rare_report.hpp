// A measured rare outcome, as text and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "host/rare/rare.hpp"

namespace racecast {

/// At most 100 columns, with a newline at the end.
std::string rare_text(const Config& config, const RareResult& result);

/// The same with every digit. Keys are stable; what does not exist is null.
nlohmann::json rare_json(const Config& config, const RareResult& result);

/// Names of the parameters whose own scores were shifted, with their shifts, the farthest first.
std::vector<std::pair<std::string, double>> shifted_parameters(const Config& config,
                                                               const Proposal& proposal);

}  // namespace racecast
