// Answers as tests look into them.
#pragma once

#include <nlohmann/json.hpp>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"

namespace racecast {

inline nlohmann::json json_of(const Data& data) { return nlohmann::json::parse(json_text(data)); }

}  // namespace racecast
