// Resampling with replacement, the same everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace racecast {

/// How often each unit of a sample is in each resample: column 0 has every unit once, so that it is
/// the sample itself; the others are multinomial (Efron, Annals of Statistics 7, 1979, 1-26), from
/// Philox with the key `seed`.
class Resamples {
 public:
  Resamples(std::size_t units, std::size_t resamples, std::uint64_t seed);

  std::size_t units() const { return units_; }
  /// The sample itself among them.
  std::size_t columns() const { return columns_; }
  /// [column] of a unit.
  std::span<const double> of(std::size_t unit) const {
    return {weight_.data() + unit * columns_, columns_};
  }
  /// to[column] += weight * value for every column; `to` has as many.
  void add(std::size_t unit, double value, double* to) const;

 private:
  std::size_t units_, columns_;
  std::vector<double> weight_;  ///< [unit][column]
};

/// 97.5 % quantile of the standard normal: half of a 95 % interval, in standard errors.
inline constexpr double two_sided = 1.959963984540054;

/// An estimate with a 95 % interval.
struct Interval {
  double value = 0, low = 0, high = 0;
};

/// values[0] is the estimate, the others are those of resamples; NaN among these are left out. The
/// 2.5 and 97.5 % of the resamples (percentile interval).
Interval percentile_interval(std::span<const double> values);

/// The estimate and 1.96 standard deviations of the resamples to either side.
Interval normal_interval(std::span<const double> values);

}  // namespace racecast
