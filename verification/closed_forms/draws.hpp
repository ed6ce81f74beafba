// Draws of priors that are the values of thresholds, as a run makes them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "verification/closed_forms/experiment.hpp"

namespace racecast::verification {

/// A config whose thresholds t0, t1, ... have these priors; `tables` at the end of the text.
Config threshold_config(const std::vector<std::string>& priors, const std::string& tables = {});

/// [prior][point], how many of the draws lie at or below the point.
std::vector<std::vector<std::uint64_t>> draws_at_or_below(
    const Config& config, const std::vector<std::vector<double>>& points,
    const VerificationOptions& options);

/// One draw: values and scores of the thresholds.
struct ThresholdDraw {
  std::vector<double> value, score;
};
/// Sums of statistics of the draws, in the order of `statistics`.
std::vector<Sample> draw_sums(
    const Config& config,
    const std::vector<std::function<double(const ThresholdDraw&)>>& statistics,
    const VerificationOptions& options);

}  // namespace racecast::verification
