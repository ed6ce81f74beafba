// How the shipped hindcasts of this model scored, for those who read its odds.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "host/results/result.hpp"

namespace racecast {

/// Of all series that are no repeats; see hindcast_scores.hpp of host/hindcast, which makes it.
struct HindcastRecord {
  const char* name;  ///< of the config
  YearMonth start;
  int series, figures;
  int within_50, within_80, within_95;  ///< figures in the central intervals
  double crps;                          ///< mean, in ln, each series counted once
  int compared;                         ///< series that a naive rule says something of
  int better;         ///< of these, where the model's CRPS is below that of the best rule
  double naive_crps;  ///< of the rule that was best for each series in hindsight
  double model_crps;  ///< on the same series
};

/// Of one series.
struct HindcastSeriesRecord {
  const char* name;  ///< of the config
  const char* series;
  const char* description;
  bool repeats;  ///< counts what another series counts
  int figures;
  int within_50, within_80, within_95;
  double pit, crps, log_score;
  const char* naive;  ///< the rule that was best in hindsight; "": the past is too short for any
  double naive_crps;
};

/// The rows of hindcast_record.def, which `racecast_tables hindcast-record` writes and a test makes
/// again: scores of `model_version`.
std::span<const HindcastRecord> hindcast_records();
std::span<const HindcastSeriesRecord> hindcast_series_records();

/// What a summary says of them, at most 100 columns, with a newline at the end; "" for a result of
/// another version of the model.
std::string hindcast_paragraph(const Result& result);

/// The same with every series; null for a result of another version of the model.
nlohmann::json hindcast_record_json(const Result& result);

}  // namespace racecast
