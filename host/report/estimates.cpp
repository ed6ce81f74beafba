#include "host/report/estimates.hpp"

#include <fmt/format.h>

#include <cmath>

namespace racecast {
namespace {

/// {p5, ..., p95} of what `make` gives of each quantile.
template <class Make>
Data by_percent(const Quantiles& quantiles, Make make) {
  Data object = Data::Object{};
  for (std::size_t i = 0; i < quantile_count; ++i)
    object.add(fmt::format("p{}", quantile_percents[i]), make(quantiles[i]));
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
  return by_percent(quantiles, [](double value) { return value; });
}

Data percentile_data(const std::array<double, 3>& quantiles) {
  return {{"p5", quantiles[0]}, {"p50", quantiles[1]}, {"p95", quantiles[2]}};
}

Data date_data(const Quantiles& months, const YearMonth& start) {
  return by_percent(months, [&](double month) {
    return std::isfinite(month) ? Data(start.plus(static_cast<int>(month) - 1).text()) : Data();
  });
}

std::string percent(double share) {
  const double value = 100 * share;
  if (value <= 0 || value >= 100) return value <= 0 ? "0" : "100";
  if (value < 0.05) return "<0.1";
  return value >= 99.95 ? ">99.9" : fmt::format("{:.1f}", value);
}

Shown shown(const Probability& p) {
  const int decimals = p.high - p.low < 0.001 ? 2 : 1;
  const double unit = std::pow(10.0, -decimals);
  const auto text = [&](double value) {
    return value <= 0 || value >= 100 ? fmt::format("{:.0f}", value)
                                      : fmt::format("{:.{}f}", value, decimals);
  };
  const double value = 100 * p.estimate;
  Shown result{text(value), text(unit * std::floor(100 * p.low / unit)),
               text(unit * std::ceil(100 * p.high / unit))};
  if (value > 0 && value < unit / 2) result.estimate = fmt::format("<{:.{}f}", unit, decimals);
  if (value < 100 && value >= 100 - unit / 2)
    result.estimate = fmt::format(">{:.{}f}", 100 - unit, decimals);
  return result;
}

std::string percent(const Probability& p) {
  const Shown text = shown(p);
  return fmt::format("{} ({}-{})", text.estimate, text.low, text.high);
}

std::string points(double value, double width) {
  if (value == 0) return "0";
  const int decimals = width > 0 && width < 0.001 ? 3 : width < 0.01 ? 2 : 1;
  const std::string text = fmt::format("{:+.{}f}", 100 * value, decimals);
  return text.find_first_of("123456789") == std::string::npos ? "0" : text;
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace racecast
