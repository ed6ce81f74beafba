// The answer of a run: who is first, when and by how much; and that of a sweep: what each scenario
// gives, and how it differs from the reference.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/inference/probability.hpp"
#include "host/inference/quantiles.hpp"
#include "host/results/sweep_result.hpp"

namespace racecast {

struct NationSummary {
  double held_at_start = 0;  ///< shares of all trajectories
  double never = 0;          ///< not by the horizon
  Quantiles arrival{};       ///< months, among those that arrive; NaN where none does
  Quantiles arrival_all{};   ///< months, among all; infinity: beyond the horizon
};

struct ThresholdSummary {
  int place = 0;  ///< in the run
  ThresholdInfo info;
  std::array<Probability, outcome_count> outcome;
  std::array<NationSummary, nation_count> nation;
  double both_arrive = 0;  ///< share of all trajectories
  Quantiles lead{};        ///< month of China - month of the United States where both arrive
  Quantiles lead_all{};    ///< where at least one arrives, see quantiles.hpp
};

/// `threshold`: the name of the only threshold that is wanted; empty: all. Throws Error(usage)
/// where there is none of that name.
std::vector<ThresholdSummary> summarise(const Result& result, const std::string& threshold = {});

/// What a person asks of it: for the threshold of this name, or for the primary one.
Answer summary_answer(const Result& result, const std::string& threshold = {});

/// The same with every digit. Keys are stable; what does not exist is null.
Data summary_data(const Result& result, const std::string& threshold = {});

/// The hindcasts of configs/hindcast-scores.json, which `racecast_tables hindcast-record` writes
/// and a test makes again: of each its name and start; of all series that are no repeats how many
/// they are, their figures, those within the central intervals, the mean CRPS in ln with each
/// series counted once, and the same of the naive rule that was best for each series in hindsight;
/// and in `rows` the series one by one. Null for a result of another version of the model.
Data hindcast_record_data(const Result& result);

/// What a summary says of them; "" for a result of another version of the model.
std::string hindcast_paragraph(const Result& result);

/// A scenario and a threshold of a sweep.
struct SweepCell {
  const SweepResult& sweep;
  std::size_t scenario = 0;
  int threshold = 0;

  /// A number of the table of this name, at a place along its other axes. NaN: it does not exist.
  double at(const char* table, std::size_t place = 0) const;
  Probability probability(Outcome outcome) const;  ///< estimate and interval
};

/// A line a scenario for the primary threshold, or the one that is named.
Answer sweep_answer(const SweepResult& sweep, const std::string& threshold = {});

/// The same with every digit, of all thresholds. Keys are stable; what does not exist is null.
Data sweep_data(const SweepResult& sweep, const std::string& threshold = {});

}  // namespace racecast
