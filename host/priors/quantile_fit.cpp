#include <fmt/core.h>

#include <cmath>

#include "host/numerics/normal_score.hpp"
#include "host/numerics/root.hpp"
#include "host/priors/make_distribution.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

double score_of(const QuantilePoint& point) { return normal_quantile(point.share); }

std::string percent_name(const QuantilePoint& point) {
  return "the " + number_text(std::round(1e4 * point.share) / 100) + " % quantile";
}

/// Offset and scale that take a distribution's quantiles at two scores to two values.
Placed place(const Distribution& standard, const QuantilePoint& first, const QuantilePoint& last) {
  const double x = standard.quantile(score_of(first)), y = standard.quantile(score_of(last));
  const double scale = (last.value - first.value) / (y - x);
  return {first.value - scale * x, scale};
}

/// By which part of the way from the first to the third the second quantile lies.
double middle_part(double first, double second, double third) {
  return (second - first) / (third - first);
}

/// Finds the peak of the member on [0, 1] whose quantiles lie to each other as these do, and places
/// it.
DistributionPtr fit_peaked(const QuantilePoints& points,
                           DistributionPtr (*make)(double, double, double), const char* family) {
  const double wanted = middle_part(points[0].value, points[1].value, points[2].value);
  const auto excess = [&](double mode) {
    const DistributionPtr one = make(0, mode, 1);
    return middle_part(one->quantile(score_of(points[0])), one->quantile(score_of(points[1])),
                       one->quantile(score_of(points[2]))) -
           wanted;
  };
  constexpr double rounding = 1e-12;
  if (excess(0) > rounding || excess(1) < -rounding) {
    const double width = points[2].value - points[0].value;
    const double least = points[0].value + width * (wanted + excess(0));
    const double most = points[0].value + width * (wanted + excess(1));
    throw NoDistribution(
        fmt::format("no {} has these quantiles: {} would have to lie between {:.4g} and {:.4g}",
                    family, percent_name(points[1]), least, most));
  }
  const double mode = find_root(excess, 0.0, 1.0);
  const auto [low, width] = place(*make(0, mode, 1), points[0], points[2]);
  return make(low, low + mode * width, low + width);
}

/// The logarithm of the shape at which the rising `excess` crosses 0.
template <class Excess>
double find_log_shape(Excess excess, const char* family) {
  // Shapes beyond these are as good as a point, or as two of them.
  constexpr double least = -7, greatest = 18;
  if (excess(least) > 0 || excess(greatest) < 0)
    throw NoDistribution(fmt::format(
        "no {} has these quantiles: they are too near or too far from each other", family));
  return find_root(excess, least, greatest);
}

/// A beta by its concentration (alpha + beta) and its mean.
DistributionPtr beta_around(double log_concentration, double log_odds_of_mean,
                            const Placed& placed = {}) {
  const double concentration = std::exp(log_concentration);
  return make_beta(concentration * apply_link(Link::logistic, log_odds_of_mean),
                   concentration * apply_link(Link::logistic, -log_odds_of_mean), placed);
}

/// The log odds of the mean with which a beta of a concentration has the quantile `point`.
double log_odds_through(const QuantilePoint& point, double log_concentration) {
  constexpr double most = 25;
  return find_root(
      [&](double odds) {
        return point.share - beta_around(log_concentration, odds)->cdf(point.value);
      },
      -most, most);
}

void check_positive(const QuantilePoints& points, const char* family) {
  if (points[0].value <= 0) throw NoDistribution(fmt::format("a {} is positive", family));
}

}  // namespace

DistributionPtr fit_linked_normal(Link link, const QuantilePoints& points) {
  if (link == Link::exp) check_positive(points, "lognormal");
  if (link == Link::logistic && (points[0].value <= 0 || points[1].value >= 1))
    throw NoDistribution("a logit-normal lies between 0 and 1, ends excluded");
  const double low = invert_link(link, points[0].value), high = invert_link(link, points[1].value);
  const double from = score_of(points[0]), to = score_of(points[1]);
  const double scale = (high - low) / (to - from);
  return make_linked_normal({link, (low + high) / 2 - scale * ((from + to) / 2), scale});
}

DistributionPtr fit_uniform(const QuantilePoints& points) {
  const double width = (points[1].value - points[0].value) / (points[1].share - points[0].share);
  const double low = points[0].value - width * points[0].share;
  return make_uniform(low, low + width);
}

DistributionPtr fit_loguniform(const QuantilePoints& points) {
  check_positive(points, "loguniform");
  const double from = std::log(points[0].value), to = std::log(points[1].value);
  const double width = (to - from) / (points[1].share - points[0].share);
  const double low = from - width * points[0].share;
  if (!(low > -700 && low + width < 700))
    throw NoDistribution("a loguniform of these quantiles is beyond all numbers");
  return make_loguniform(std::exp(low), std::exp(low + width));
}

DistributionPtr fit_student_t(double df, const QuantilePoints& points) {
  return make_student_t(df, place(*make_student_t(df, {}), points[0], points[1]));
}

DistributionPtr fit_gamma(const QuantilePoints& points) {
  check_positive(points, "gamma");
  const double wanted = std::log(points[1].value / points[0].value);
  const auto excess = [&](double log_shape) {
    const DistributionPtr one = make_gamma(std::exp(log_shape), 1);
    const double first = one->quantile(score_of(points[0])),
                 last = one->quantile(score_of(points[1]));
    return first > 0 ? wanted - std::log(last / first) : -1;
  };
  const double shape = std::exp(find_log_shape(excess, "gamma"));
  const DistributionPtr one = make_gamma(shape, 1);
  return make_gamma(shape, points[1].value / one->quantile(score_of(points[1])));
}

DistributionPtr fit_beta(const QuantilePoints& points, double low, double high) {
  QuantilePoints within = points;
  for (QuantilePoint& point : within) point.value = (point.value - low) / (high - low);
  // How much of the last point's share lies below it and should not.
  const auto excess = [&](double log_concentration) {
    const double odds = log_odds_through(within[0], log_concentration);
    return beta_around(log_concentration, odds)->cdf(within[1].value) - within[1].share;
  };
  const double found = find_log_shape(excess, "beta");
  return beta_around(found, log_odds_through(within[0], found), {low, high - low});
}

DistributionPtr fit_triangular(const QuantilePoints& points) {
  return fit_peaked(points, make_triangular, "triangular");
}

DistributionPtr fit_pert(const QuantilePoints& points) {
  return fit_peaked(points, make_pert, "pert");
}

}  // namespace racecast
