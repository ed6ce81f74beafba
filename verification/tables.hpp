// The tables that hold forecasts against evidence and history, as Markdown.
#pragma once

#include <string>

#include "verification/findings.hpp"
#include "verification/processes/study.hpp"

namespace racecast::verification {

/// The medians of a config that has ranges of evidence, against them; `changes` are made to it
/// first.
Findings evidence_table(const StudyOptions& options, const Settings& changes = {});

/// How the hindcast of a config scores on the history beside it, by series and horizon.
std::string hindcast_table(const StudyOptions& options);

/// hindcast-scores.json, of the three hindcasts beside a config; wrong where another one stands
/// there.
Findings hindcast_record(const StudyOptions& options);

/// The answer under each way to count compute, form of the ceiling and flow of knowledge.
std::string structure_table(const StudyOptions& options);

}  // namespace racecast::verification
