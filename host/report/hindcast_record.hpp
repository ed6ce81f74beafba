// How the shipped hindcasts of this model scored, for those who read its odds.
#pragma once

#include <string>

#include "host/answer/data.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// The hindcasts of configs/hindcast-scores.json, which `racecast_tables hindcast-record` writes
/// and a test makes again: of each its name and start; of all series that are no repeats how many
/// they are, their figures, those within the central intervals, the mean CRPS in ln with each
/// series counted once, and the same of the naive rule that was best for each series in hindsight;
/// and in `rows` the series one by one. Null for a result of another version of the model.
Data hindcast_record_data(const Result& result);

/// What a summary says of them; "" for a result of another version of the model.
std::string hindcast_paragraph(const Result& result);

}  // namespace racecast
