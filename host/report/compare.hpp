// Two results side by side: how much each probability differs, and how sure that is.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "host/explain/config_difference.hpp"
#include "host/inference/paired.hpp"
#include "host/report/summary.hpp"

namespace racecast {

/// B minus A of one probability.
struct ProbabilityChange : Difference {
  Probability a, b;
};

/// One threshold that both results have, matched by name.
struct ThresholdChange {
  ThresholdSummary a, b;
  std::array<ProbabilityChange, outcome_count> outcome;

  /// Median month of arrival among all trajectories, B minus A; NaN where either has none by the
  /// horizon.
  double arrival(int nation) const;
  /// Median lead of the United States where both arrive, B minus A; NaN where either has none.
  double lead() const;
};

struct Comparison {
  bool paired = false;  ///< the results share their random numbers, draw by draw
  std::string why;      ///< they are paired, or are not
  std::vector<ThresholdChange> thresholds;  ///< in the order of A
  std::vector<std::string> only_a, only_b;  ///< names of the thresholds that one alone has
};

/// Paired where both results have the same seed, draws, paths, months and model: then the paths of
/// a draw meet the same random numbers in both, and most of the noise of a difference cancels
/// (paired_difference()).
/// Results with the same outcome_digest are the same, and the interval is 0.
///
/// Else unpaired: unpaired_difference().
///
/// `threshold`: the only one that is wanted; empty: all. Throws Error(usage) where neither result
/// has it.
Comparison compare_results(const Result& a, const Result& b, const std::string& threshold = {});

/// What both are named, the changes, and the parameters that go with them.
struct ComparedFile {
  std::string path;
  const Result& result;
  const Config& config;
};
Answer comparison_answer(const ComparedFile& a, const ComparedFile& b,
                         const Comparison& comparison);

/// docs/commands.md lists the keys, which are stable. What does not exist is null.
Data comparison_data(const ComparedFile& a, const ComparedFile& b, const Comparison& comparison);

}  // namespace racecast
