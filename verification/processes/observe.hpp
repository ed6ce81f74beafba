// Watches the paths of a forecast on their way, where an engine keeps only their arrivals: for
// tables about the model, not for results.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "host/report/evidence_ranges.hpp"
#include "kernels/model/forecast.hpp"
#include "kernels/model/metric_table.hpp"

namespace racecast::verification {

/// What is kept beside the arrivals.
struct Watch {
  std::vector<int> months;       ///< months whose metrics are kept, ascending
  int years = 0;                 ///< years from the first month on whose money is summed
  std::vector<int> us_channels;  ///< channels whose money is summed as Money::channels
};

/// What was seen of every path. Each draw has its own place, so threads cannot show.
class Observation {
 public:
  Observation(const Forecast& forecast, const Watch& watch, std::uint64_t draws);

  std::uint64_t draws() const { return draws_; }
  int paths() const { return paths_; }  ///< a draw
  int never() const { return never_; }  ///< month of an arrival that does not happen: horizon + 1

  /// Months of arrival of a draw's paths.
  std::span<std::int16_t> arrivals(std::uint64_t draw, int threshold, int nation);
  std::span<const std::int16_t> arrivals(std::uint64_t draw, int threshold, int nation) const;
  /// ln of a metric in the month at `place` of Watch::months, as the engine's own log gives it.
  std::span<float> log_levels(std::uint64_t draw, int place, int nation, int metric);
  std::span<const float> log_levels(std::uint64_t draw, int place, int nation, int metric) const;
  /// USD_bn spent in a year (0: the first).
  std::span<float> money(std::uint64_t draw, int year, Money row);
  std::span<const float> money(std::uint64_t draw, int year, Money row) const;
  /// A hash of every bit of a metric in every month of the draw's paths: equal where they are.
  std::uint64_t& fingerprint(std::uint64_t draw, int nation, int metric);
  std::uint64_t fingerprint(std::uint64_t draw, int nation, int metric) const;

 private:
  std::size_t level_row(std::uint64_t draw, int place, int nation, int metric) const;
  std::size_t arrival_row(std::uint64_t draw, int threshold, int nation) const;
  std::size_t money_row(std::uint64_t draw, int year, Money row) const;

  std::uint64_t draws_;
  int paths_, never_, thresholds_, months_, years_;
  std::vector<std::int16_t> arrivals_;
  std::vector<float> log_levels_, money_;
  std::vector<std::uint64_t> fingerprints_;
};

/// Runs draws 0 ... draws - 1. The observation does not depend on the number of threads.
Observation observe(const Forecast& forecast, const Watch& watch, std::uint64_t draws, int threads);

}  // namespace racecast::verification
