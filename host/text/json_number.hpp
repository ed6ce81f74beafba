// Numbers in JSON, which has no word for one that is not finite.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

namespace racecast {

/// `value`, or null where it is not finite or there is none.
inline nlohmann::json json_number(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}
inline nlohmann::json json_number(const std::optional<double>& value) {
  return value ? json_number(*value) : nlohmann::json(nullptr);
}

}  // namespace racecast
