// Draws of priors that are the values of thresholds, as a run makes them.
#pragma once

#include <string>
#include <vector>

#include "verification/closed_forms/experiment.hpp"

namespace racecast::verification {

/// A config whose thresholds t0, t1, ... have these priors; `tables` at the end of the text.
Config threshold_config(const std::vector<std::string>& priors, const std::string& tables = {});

/// One draw: values and scores of the thresholds.
struct ThresholdDraw {
  std::vector<double> value, score;
};
Checks checks_of_draws(const Config& config, const Expectations<ThresholdDraw>& expected,
                       const VerificationOptions& options);

}  // namespace racecast::verification
