// The parts of a JSON Schema: what one key may hold.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "host/keys/keys.hpp"
#include "kernels/model/parameter_table.hpp"

namespace racecast {

using Json = nlohmann::ordered_json;

/// The value of a key whose type is not one of tables.
Json key_schema(const KeyRow& row);
/// A number, "a to b" or a prior; `scale` is that of the metric for the value of a threshold.
Json parameter_schema(const ParameterRow& row);
/// That a prior, where it names a unit, names this one.
Json unit_schema(const std::string& unit);
/// What parameter_schema() refers to, by its names in "definitions".
Json interval_schema();
Json prior_schema();

/// A regular expression of what parse_interval() takes.
extern const char* const interval_pattern;

}  // namespace racecast
