// JSON Schema (draft-07) of configs, for editors: Taplo, Even Better TOML, any validator.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "host/keys/keys.hpp"
#include "kernels/model/parameter_table.hpp"

namespace racecast {

using Json = nlohmann::ordered_json;

/// A config file. What only `check` knows (names that refer to each other, rules across keys, what
/// a file extends) is not in it: what the schema refuses, check refuses, not the other way round.
Json config_schema();

/// The file of a sweep.
Json sweep_schema();

/// A file of series, which says what those of a data file measure.
Json series_schema();

/// A registry of evidence.
Json evidence_schema();

/// The value of a key whose type is not one of tables.
Json key_schema(const KeyRow& row);
/// A number, "a to b" or a prior.
Json parameter_schema(const ParameterRow& row);
/// That a prior, where it names a unit, names this one.
Json unit_schema(const std::string& unit);
/// What parameter_schema() refers to, by its names in "definitions".
Json interval_schema();
Json prior_schema();

/// A regular expression of what parse_interval() takes.
extern const char* const interval_pattern;

}  // namespace racecast
