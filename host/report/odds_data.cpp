#include "host/report/odds_data.hpp"

#include <fmt/format.h>

#include <cmath>

namespace racecast {
namespace {

/// {p5, ..., p95} of what `make` gives of each place.
template <class Make>
Data by_percent(Make make) {
  Data object = Data::Object{};
  for (std::size_t i = 0; i < quantile_count; ++i)
    object.add(fmt::format("p{}", quantile_percents[i]), make(i));
  return object;
}

}  // namespace

Data probability_data(const Probability& probability) {
  return {
      {"probability", probability.estimate}, {"low", probability.low}, {"high", probability.high}};
}

Data estimate_data(const Estimate& estimate) {
  return {{"value", estimate.value}, {"error", estimate.error}};
}

Data interval_data(const Interval& interval) {
  return {{"value", rounded(interval.value, 6)},
          {"low", rounded(interval.low, 6)},
          {"high", rounded(interval.high, 6)}};
}

Data percentile_data(const Quantiles& quantiles) {
  return by_percent([&](std::size_t i) { return quantiles[i]; });
}

Data percentile_data(const std::array<double, 3>& quantiles) {
  return {{"p5", quantiles[0]}, {"p50", quantiles[1]}, {"p95", quantiles[2]}};
}

Data date_data(const Quantiles& months, const YearMonth& start) {
  return by_percent([&](std::size_t i) {
    return std::isfinite(months[i]) ? Data(start.plus(static_cast<int>(months[i]) - 1).text())
                                    : Data();
  });
}

}  // namespace racecast
