// A measured sensitivity, and that of a result file, as text and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "host/report/summary_causes.hpp"
#include "host/result/result.hpp"
#include "host/sensitivity/sensitivity.hpp"

namespace racecast {

/// Keys are stable; what does not exist is null. `threshold`: only this one; -1: all. Nothing of it
/// depends on threads or time.
nlohmann::json sensitivity_json(const Config& config, const Sensitivity& found, int threshold = -1);
/// A table of all thresholds, then all that is known of `threshold`; lines of at most 100 columns.
std::string sensitivity_text(const Config& config, const Sensitivity& found, int threshold);

/// The same of a result file, from the draws that it keeps one by one.
struct GivenSensitivity {
  const Result& result;
  const Config& config;
  std::vector<int> thresholds;
  std::vector<Drivers> drivers;  ///< [place in `thresholds`]
};
nlohmann::json given_json(const GivenSensitivity& found);
/// A table of all thresholds where there are several, then all that is known of `threshold`, or of
/// the only one.
std::string given_text(const GivenSensitivity& found, int threshold);

}  // namespace racecast
