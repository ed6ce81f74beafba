#include "verification/processes/estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace racecast::verification {

double Estimate::significance() const {
  if (value == 0) return 0;
  return error > 0 ? value / error : std::copysign(std::numeric_limits<double>::infinity(), value);
}

Estimate mean(std::span<const double> of_draw) {
  const double n = static_cast<double>(of_draw.size());
  double sum = 0;
  for (const double x : of_draw) sum += x;
  Estimate estimate{sum / n, 0};
  double squares = 0;
  for (const double x : of_draw) squares += (x - estimate.value) * (x - estimate.value);
  estimate.error = std::sqrt(squares / (n * (n - 1)));
  return estimate;
}

Estimate mean_change(std::span<const double> from, std::span<const double> to) {
  std::vector<double> change(from.size());
  for (std::size_t i = 0; i < change.size(); ++i) change[i] = to[i] - from[i];
  return mean(change);
}

std::string signed_text(const Estimate& change) {
  if (change.value == 0 && change.error == 0) return "0";
  if (std::isnan(change.value)) return "unknown";
  constexpr double shown = 0.00005;  // four decimals at most
  if (std::abs(change.value) < shown && change.error < shown) return "~0";
  const double digits = change.error > 0 ? -std::floor(std::log10(change.error)) : 2;
  const int decimals = static_cast<int>(std::clamp(digits, 0.0, 4.0));
  return fmt::format("{:+.{}f}±{:.{}f}", change.value, decimals, change.error, decimals);
}

double quantile(std::vector<float>& values, double share) {
  const double place = std::ceil(share * static_cast<double>(values.size())) - 1;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::max(0.0, place));
  std::nth_element(values.begin(), at, values.end());
  return static_cast<double>(*at);
}

}  // namespace racecast::verification
