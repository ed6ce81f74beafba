// Means over draws with their standard errors.
//
// The paths of a draw share their world, so a draw is one observation: every quantity is one number
// a draw, and its error comes from the spread between draws. Sums run in the order of the draws.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace racecast::verification {

struct Estimate {
  double value = 0;
  double error = 0;  ///< standard error

  /// Value in standard errors; infinite where the value has no error, 0 where it is 0.
  double significance() const;
};

Estimate mean(std::span<const double> of_draw);

/// Mean of `to` - `from`, draw by draw: what both have in common cancels.
Estimate mean_change(std::span<const double> from, std::span<const double> to);

/// "+1.23±0.04", with as many decimals as the error is worth; "0" where nothing differs at all,
/// "unknown" where the value is NaN.
std::string signed_text(const Estimate& change);

/// The value that a share of all numbers lies at or below, for `share` in (0, 1). `values` is
/// reordered.
double quantile(std::vector<float>& values, double share);

}  // namespace racecast::verification
