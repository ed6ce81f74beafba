// The answer of a run: who is first, when and by how much.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/inference/probability.hpp"
#include "host/inference/quantiles.hpp"
#include "host/result/result.hpp"

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

struct Summary {
  std::string name, description, accounting;
  YearMonth start;
  int horizon = 0;  ///< months
  std::uint64_t trajectories = 0, draws = 0;
  int paths_per_draw = 0;
  double effective = 0;  ///< trajectories, for P(US first) of the primary threshold
  std::uint64_t seed = 0;
  std::string model, digest;
  std::size_t primary = 0;  ///< place of the primary threshold in the run
  std::vector<ThresholdSummary> thresholds;
};

/// `threshold`: the name of the only threshold that is wanted; empty: all. Throws Error(usage)
/// where there is none of that name.
Summary summarise(const Result& result, const std::string& threshold = {});

/// What a person asks of it: for the threshold of this name, or for the primary one.
Answer summary_answer(const Result& result, const std::string& threshold = {});

/// The same with every digit. Keys are stable; what does not exist is null.
Data summary_data(const Result& result, const std::string& threshold = {});

}  // namespace racecast
