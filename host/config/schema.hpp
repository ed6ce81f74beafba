// JSON Schema (draft-07) of configs, for editors: Taplo, Even Better TOML, any validator.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace racecast {

/// A config file. What only `check` knows (names that refer to each other, rules across keys, what
/// a file extends) is not in it: what the schema refuses, check refuses, not the other way round.
nlohmann::ordered_json config_schema();

/// The file of a sweep.
nlohmann::ordered_json sweep_schema();

/// A file of series, which says what those of a data file measure.
nlohmann::ordered_json series_schema();

/// A registry of evidence.
nlohmann::ordered_json evidence_schema();

}  // namespace racecast
