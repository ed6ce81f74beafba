// The answer of a sweep: what each scenario gives, and how it differs from the reference.
#pragma once

#include <string>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/inference/probability.hpp"
#include "host/results/sweep_result.hpp"

namespace racecast {

/// Reads the tables of one scenario and threshold out of a sweep. What does not exist is NaN.
class SweepCell {
 public:
  SweepCell(const SweepResult& sweep, std::size_t scenario, int threshold)
      : sweep_(sweep), scenario_(scenario), threshold_(static_cast<std::size_t>(threshold)) {}

  /// Count, estimate and interval.
  Probability probability(Outcome outcome) const;
  /// "outcome_difference", "_error", "_low" or "_high".
  double difference(const char* end, Outcome outcome) const;
  double median_arrival(int nation) const;  ///< months, among all trajectories
  double arrival_difference(int nation) const;
  double median_lead() const;  ///< months, where both arrive
  double lead_difference() const;

 private:
  double at(const char* table, std::size_t place) const;

  const SweepResult& sweep_;
  std::size_t scenario_, threshold_;
};

/// Places of the thresholds that are wanted: that of this name, or all where it is empty. Throws
/// Error(usage) where there is none of that name.
std::vector<int> wanted_thresholds(const SweepResult& sweep, const std::string& threshold);

/// A line a scenario for the primary threshold, or the one that is named.
Answer sweep_answer(const SweepResult& sweep, const std::string& threshold = {});

/// The same with every digit, of all thresholds. Keys are stable; what does not exist is null.
Data sweep_data(const SweepResult& sweep, const std::string& threshold = {});

}  // namespace racecast
