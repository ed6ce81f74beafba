// Estimates and their intervals as data, in one form for all answers.
#pragma once

#include "host/answer/data.hpp"
#include "host/inference/bootstrap.hpp"
#include "host/inference/probability.hpp"
#include "host/inference/quantiles.hpp"
#include "host/report/summary_causes.hpp"

namespace racecast {

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

}  // namespace racecast
