#include "host/hindcast/normal_mixture.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace racecast {
namespace {

constexpr double steps_of_sd = 16;
constexpr double most_points = 8192;

double density(double z) {
  return std::exp(-0.5 * z * z) * (std::numbers::inv_sqrtpi / std::numbers::sqrt2);
}
double below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

}  // namespace

double mean_absolute_normal(double m, double s) {
  if (!(s > 0)) return std::fabs(m);
  const double z = m / s;
  return 2 * s * density(z) + m * (2 * below(z) - 1);
}

NormalMixture::NormalMixture(std::span<const double> means, double sd)
    : means_(means.begin(), means.end()), sd_(sd) {
  const bool finite = std::ranges::all_of(means, [](double mean) { return std::isfinite(mean); });
  if (means.empty() || !finite || !(sd > 0))
    throw std::invalid_argument("a mixture needs finite means and a width");
  const auto [least, most] = std::ranges::minmax(means_);
  first_ = least;
  step_ = std::max(sd / steps_of_sd, (most - least) / (most_points - 2));
  weight_.assign(static_cast<std::size_t>((most - least) / step_) + 2, 0.0);
  const double part = 1 / static_cast<double>(means_.size());
  for (const double mean : means_) {
    const double place = (mean - first_) / step_;
    const auto point = std::min(static_cast<std::size_t>(place), weight_.size() - 2);
    const double right = std::clamp(place - static_cast<double>(point), 0.0, 1.0);
    weight_[point] += part * (1 - right);
    weight_[point + 1] += part * right;
    dealt_variance_ += part * right * (1 - right) * step_ * step_;
  }
  distance_ = mean_distance();
}

double NormalMixture::mean_distance() const {
  // Of two, the variance that is left after what dealing has added; on a coarse grid, a little.
  const double variance = std::max(2 * sd_ * sd_ - 2 * dealt_variance_, 0.02 * sd_ * sd_);
  const double s = std::sqrt(variance);
  double sum = 0;
  for (std::size_t lag = 0; lag < weight_.size(); ++lag) {
    double pairs = 0;
    for (std::size_t i = 0; i + lag < weight_.size(); ++i) pairs += weight_[i] * weight_[i + lag];
    const double distance = mean_absolute_normal(static_cast<double>(lag) * step_, s);
    sum += (lag == 0 ? 1 : 2) * pairs * distance;
  }
  return sum;
}

ForecastScore NormalMixture::score(double x) const {
  double under = 0, peak = 0, distance = 0;
  for (const double mean : means_) {
    const double z = (x - mean) / sd_;
    const double d = density(z), p = below(z);
    under += p;
    peak += d;
    distance += 2 * sd_ * d + (x - mean) * (2 * p - 1);
  }
  const auto count = static_cast<double>(means_.size());
  ForecastScore score;
  score.pit = under / count;
  score.crps = distance / count - distance_ / 2;
  // Beyond 38 of its widths a density is 0 in a double: the nearest normal tells how far it is.
  double nearest = std::numeric_limits<double>::infinity();
  if (!(peak > 0))
    for (const double mean : means_) nearest = std::min(nearest, std::fabs(x - mean) / sd_);
  score.log_score = std::log(count * sd_) - std::log(peak);
  if (!(peak > 0))
    score.log_score =
        std::log(count * sd_) + 0.5 * nearest * nearest + 0.5 * std::log(2 * std::numbers::pi);
  return score;
}

double NormalMixture::quantile(double p) const {
  const double s = std::sqrt(std::max(sd_ * sd_ - dealt_variance_, 0.01 * sd_ * sd_));
  const auto share_below = [&](double x) {
    double sum = 0;
    for (std::size_t i = 0; i < weight_.size(); ++i)
      if (weight_[i] > 0)
        sum += weight_[i] * below((x - first_ - static_cast<double>(i) * step_) / s);
    return sum;
  };
  double low = first_ - 9 * sd_;
  double high = first_ + static_cast<double>(weight_.size()) * step_ + 9 * sd_;
  for (int halving = 0; halving < 50; ++halving) {
    const double middle = 0.5 * (low + high);
    (share_below(middle) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace racecast
