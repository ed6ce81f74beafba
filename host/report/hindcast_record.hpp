// How the shipped hindcasts of this model scored, for those who read its odds.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "host/result/result.hpp"

namespace racecast {

/// The hindcasts of configs/hindcast-scores.json, which `racecast_tables hindcast-record` writes
/// and a test makes again: of each its name and start; of all series that are no repeats how many
/// they are, their figures, those within the central intervals, the mean CRPS in ln with each
/// series counted once, and the same of the naive rule that was best for each series in hindsight;
/// and in `rows` the series one by one. Null for a result of another version of the model.
nlohmann::json hindcast_record_json(const Result& result);

/// What a summary says of them, at most 100 columns, with a newline at the end; "" for a result of
/// another version of the model.
std::string hindcast_paragraph(const Result& result);

}  // namespace racecast
