// A measured sensitivity, and that of a result file, as an answer and as data.
#pragma once

#include <string>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/inference/drivers.hpp"
#include "host/result/result.hpp"
#include "host/sensitivity/sensitivity.hpp"

namespace racecast {

/// Keys are stable; what does not exist is null. `threshold`: only this one; -1: all. Nothing of it
/// depends on threads or time.
Data sensitivity_data(const Config& config, const Sensitivity& found, int threshold = -1);
/// A table of all thresholds, then all that is known of `threshold`.
Answer sensitivity_answer(const Config& config, const Sensitivity& found, int threshold);

/// The same of a result file, from the draws that it keeps one by one.
struct GivenSensitivity {
  const Result& result;
  const Config& config;
  std::vector<int> thresholds;
  std::vector<Drivers> drivers;  ///< [place in `thresholds`]
};
Data given_data(const GivenSensitivity& found);
/// A table of all thresholds where there are several, then all that is known of `threshold`, or of
/// the only one.
Answer given_answer(const GivenSensitivity& found, int threshold);

}  // namespace racecast
