// Estimates and their intervals as data and as text, in one form for all answers.
#pragma once

#include <cstdint>
#include <string>

#include "host/answer/data.hpp"
#include "host/inference/bootstrap.hpp"
#include "host/inference/probability.hpp"
#include "host/inference/quantiles.hpp"
#include "host/text/utf8.hpp"

namespace racecast {

/// An estimate with its standard error. Where counts of trajectories are behind it, the error is
/// the binomial one, inflated by the design effect of the threshold (paths of a draw are alike).
struct Estimate {
  double value = 0, error = 0;
};

/// {probability, low, high}
Data probability_data(const Probability& probability);

/// {value, error}
Data estimate_data(const Estimate& estimate);

/// {value, low, high} to six digits.
Data interval_data(const Interval& interval);

/// {p5, ..., p95} of quantiles, and of three of them {p5, p50, p95}.
Data percentile_data(const Quantiles& quantiles);
Data percentile_data(const std::array<double, 3>& quantiles);

/// The same as months of the calendar, of months since `start`; null: none, or after the horizon.
Data date_data(const Quantiles& months, const YearMonth& start);

/// One decimal; what is neither impossible nor certain never looks so.
std::string percent(double share);

/// A probability in percent as it is shown: enough decimals to tell the ends of its interval apart,
/// those rounded outwards, so that the interval shown holds the interval computed.
struct Shown {
  std::string estimate, low, high;
};
Shown shown(const Probability& p);

/// "estimate (low-high)".
std::string percent(const Probability& p);

/// Percentage points with their sign and enough decimals for the width of an interval.
std::string points(double value, double width);

/// "12,345,678".
std::string grouped(std::uint64_t number);

}  // namespace racecast
