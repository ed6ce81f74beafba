#include "host/hindcast/naive.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

namespace racecast {
namespace {

constexpr std::size_t fewest_for_spread = 4;

double years(int months) { return static_cast<double>(months) / 12; }

/// The growth a year between each two figures.
std::vector<double> growths(std::span<const PastFigure> past) {
  std::vector<double> all;
  for (std::size_t i = 1; i < past.size(); ++i)
    all.push_back((past[i].log_value - past[i - 1].log_value) /
                  years(past[i].month - past[i - 1].month));
  return all;
}

NaiveForecast last_growth(std::span<const PastFigure> past, double ahead) {
  const std::vector<double> growth = growths(past);
  NaiveForecast made;
  made.location = past.back().log_value + growth.back() * ahead;
  if (past.size() < fewest_for_spread) return made;
  // An error of the growth of a step, over the time of that step, as the variance of a year.
  double sum = 0;
  for (std::size_t i = 1; i < growth.size(); ++i) {
    const double change = growth[i] - growth[i - 1];
    sum += change * change * years(past[i + 1].month - past[i].month);
  }
  made.degrees = static_cast<double>(growth.size() - 1);
  made.scale = std::sqrt(sum / made.degrees * ahead);
  return made;
}

NaiveForecast drift(std::span<const PastFigure> past, double ahead) {
  const double time = years(past.back().month - past.front().month);
  const double mean = (past.back().log_value - past.front().log_value) / time;
  double sum = 0;
  for (std::size_t i = 1; i < past.size(); ++i) {
    const double step = years(past[i].month - past[i - 1].month);
    const double off = past[i].log_value - past[i - 1].log_value - mean * step;
    sum += off * off / step;
  }
  const auto degrees = static_cast<double>(past.size() - 2);
  return {past.back().log_value + mean * ahead,
          std::sqrt(sum / degrees * (ahead + ahead * ahead / time)), degrees};
}

NaiveForecast trend(std::span<const PastFigure> past, double ahead) {
  const auto count = static_cast<double>(past.size());
  double mean_time = 0, mean_value = 0, spread = 0, joint = 0, sum = 0;
  for (const PastFigure& figure : past) {
    mean_time += years(figure.month - past.back().month) / count;
    mean_value += figure.log_value / count;
  }
  for (const PastFigure& figure : past) {
    const double t = years(figure.month - past.back().month) - mean_time;
    spread += t * t;
    joint += t * (figure.log_value - mean_value);
  }
  const double slope = joint / spread;
  for (const PastFigure& figure : past) {
    const double t = years(figure.month - past.back().month) - mean_time;
    const double off = figure.log_value - mean_value - slope * t;
    sum += off * off;
  }
  const double t = ahead - mean_time;
  return {mean_value + slope * t, std::sqrt(sum / (count - 2) * (1 + 1 / count + t * t / spread)),
          count - 2};
}

}  // namespace

double NaiveForecast::crps(double log_value) const {
  const double distance = log_value - location;
  if (!(scale > 0)) return std::fabs(distance);
  const double z = distance / scale;
  const boost::math::students_t_distribution<double> student(degrees);
  const double b = boost::math::beta(0.5, degrees / 2);
  const double constant =
      2 * std::sqrt(degrees) / (degrees - 1) * boost::math::beta(0.5, degrees - 0.5) / (b * b);
  return scale * (z * (2 * boost::math::cdf(student, z) - 1) +
                  2 * boost::math::pdf(student, z) * (degrees + z * z) / (degrees - 1) - constant);
}

std::optional<NaiveForecast> naive_forecast(NaiveRule rule, std::span<const PastFigure> past,
                                            int month) {
  if (past.size() < (rule == NaiveRule::last_growth ? 2 : fewest_for_spread)) return {};
  const double ahead = years(month - past.back().month);
  constexpr std::array rules = {last_growth, drift, trend};
  return rules[static_cast<std::size_t>(rule)](past, ahead);
}

}  // namespace racecast
