// Observes the paths of a forecast on their way, where an engine keeps only their arrivals: for
// tables about the model, not for results.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "host/report/evidence_ranges.hpp"
#include "kernels/model/forecast.hpp"
#include "kernels/model/metric_table.hpp"

namespace racecast::verification {

/// What is kept beside the arrivals.
struct ObservationRequest {
  std::vector<int> months;       ///< months whose metrics are kept, ascending
  int years = 0;                 ///< years from the first month on whose money is summed
  std::vector<int> us_channels;  ///< channels whose money is summed as Money::channels
};

/// Rows of numbers, one for each combination of `rank` indices.
template <class Number, std::size_t rank>
class Rows {
 public:
  Rows(const std::array<std::uint64_t, rank>& extents, int length)
      : extents_(extents), length_(static_cast<std::size_t>(length)) {
    std::size_t size = length_;
    for (const std::uint64_t extent : extents) size *= extent;
    numbers_.resize(size);
  }
  template <class... Index>
  std::span<Number> operator()(Index... index) {
    return {numbers_.data() + place(index...), length_};
  }
  template <class... Index>
  std::span<const Number> operator()(Index... index) const {
    return {numbers_.data() + place(index...), length_};
  }

 private:
  template <class... Index>
  std::size_t place(Index... index) const {
    static_assert(sizeof...(index) == rank);
    std::size_t row = 0, axis = 0;
    ((row = row * extents_[axis++] + static_cast<std::size_t>(index)), ...);
    return row * length_;
  }

  std::array<std::uint64_t, rank> extents_;
  std::size_t length_;
  std::vector<Number> numbers_;
};

/// What was seen of every path. Each draw has its own place, so threads cannot show.
struct Observation {
  Observation(const Forecast& forecast, const ObservationRequest& request,
              std::uint64_t draw_count);

  std::uint64_t draws;
  int paths;                       ///< a draw
  int never;                       ///< month of an arrival that does not happen: horizon + 1
  Rows<std::int16_t, 3> arrivals;  ///< (draw, threshold, nation): months of its paths
  /// (draw, place in ObservationRequest::months, nation, metric): ln, as the engine's own log gives
  /// it.
  Rows<float, 4> log_levels;
  Rows<float, 3> money;  ///< (draw, year, Money): USD_bn spent in a year (0: the first)
  /// (draw, nation, metric): a hash of every bit of a metric in every month of the draw's paths.
  Rows<std::uint64_t, 3> fingerprint;

  /// Whether not a bit of the metric differs.
  bool same_bits(const Observation& other, int nation, int metric) const;
};

/// Runs draws 0 ... draws - 1. The observation does not depend on the number of threads.
Observation observe(const Forecast& forecast, const ObservationRequest& request,
                    std::uint64_t draws, int threads);

/// Runs draws [first, last) and writes what is seen of them to their places in `seen`.
void observe_draws(const Forecast& forecast, const ObservationRequest& request, std::uint64_t first,
                   std::uint64_t last, Observation& seen);

}  // namespace racecast::verification
