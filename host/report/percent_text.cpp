#include "host/report/percent_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace racecast {

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
