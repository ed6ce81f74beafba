#include "host/priors/quantile_fit.hpp"

#include <fmt/core.h>

#include <cmath>

#include "host/numerics/normal_score.hpp"
#include "host/numerics/root.hpp"
#include "host/priors/standard_distributions.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

// Shapes beyond these are as good as a point, or as two of them.
constexpr double least_log_shape = -7, greatest_log_shape = 18;

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

/// The distribution of a family on [0, 1], by the place of its peak, whose quantiles lie to each
/// other as these do; and where it has to be placed.
struct Peaked {
  double mode;
  Placed placed;
};
std::variant<Peaked, std::string> fit_mode(const std::vector<QuantilePoint>& points,
                                           DistributionPtr (*make)(double, double, double),
                                           const char* family) {
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
    return std::string("no ") + family + " has these quantiles: " + percent_name(points[1]) +
           " would have to lie between " + fmt::format("{:.4g} and {:.4g}", least, most);
  }
  const double mode = find_root(excess, 0.0, 1.0);
  return Peaked{mode, place(*make(0, mode, 1), points[0], points[2])};
}

Expected fit_peaked(const std::vector<QuantilePoint>& points,
                    DistributionPtr (*make)(double, double, double), const char* family) {
  const auto fitted = fit_mode(points, make, family);
  if (const auto* problem = std::get_if<std::string>(&fitted)) return *problem;
  const Peaked& peaked = std::get<Peaked>(fitted);
  const double low = peaked.placed.offset, high = low + peaked.placed.scale;
  return make(low, low + peaked.mode * peaked.placed.scale, high);
}

/// The betas of a concentration (alpha + beta) whose quantiles meet the first point.
class BetaThrough {
 public:
  BetaThrough(const QuantilePoint& first, const QuantilePoint& last) : first_(first), last_(last) {}

  /// How much of the last point's share lies below it and should not.
  double excess(double log_concentration) const {
    return at(log_concentration)->cdf(last_.value) - last_.share;
  }
  DistributionPtr at(double log_concentration) const {
    const double odds = log_odds_of_mean(log_concentration);
    return make(log_concentration, odds);
  }
  static DistributionPtr make(double log_concentration, double odds, const Placed& placed = {}) {
    const double concentration = std::exp(log_concentration);
    return make_beta(concentration * apply_link(Link::logistic, odds),
                     concentration * apply_link(Link::logistic, -odds), placed);
  }
  double log_odds_of_mean(double log_concentration) const {
    constexpr double most = 25;
    return find_root(
        [&](double odds) {
          return first_.share - make(log_concentration, odds)->cdf(first_.value);
        },
        -most, most);
  }

 private:
  const QuantilePoint &first_, &last_;
};

}  // namespace

DistributionPtr fit_linked_normal(Link link, const std::vector<QuantilePoint>& points) {
  const double low = invert_link(link, points[0].value), high = invert_link(link, points[1].value);
  const double from = score_of(points[0]), to = score_of(points[1]);
  const double scale = (high - low) / (to - from);
  return make_linked_normal({link, (low + high) / 2 - scale * ((from + to) / 2), scale});
}

DistributionPtr fit_uniform(const std::vector<QuantilePoint>& points) {
  const double width = (points[1].value - points[0].value) / (points[1].share - points[0].share);
  const double low = points[0].value - width * points[0].share;
  return make_uniform(low, low + width);
}

Expected fit_loguniform(const std::vector<QuantilePoint>& points) {
  const double from = std::log(points[0].value), to = std::log(points[1].value);
  const double width = (to - from) / (points[1].share - points[0].share);
  const double low = from - width * points[0].share;
  if (!(low > -700 && low + width < 700))
    return "a loguniform of these quantiles is beyond all numbers";
  return make_loguniform(std::exp(low), std::exp(low + width));
}

DistributionPtr fit_student_t(double df, const std::vector<QuantilePoint>& points) {
  return make_student_t(df, place(*make_student_t(df, {}), points[0], points[1]));
}

Expected fit_gamma(const std::vector<QuantilePoint>& points) {
  const double wanted = std::log(points[1].value / points[0].value);
  const auto excess = [&](double log_shape) {
    const DistributionPtr one = make_gamma(std::exp(log_shape), 1);
    const double first = one->quantile(score_of(points[0])),
                 last = one->quantile(score_of(points[1]));
    return first > 0 ? wanted - std::log(last / first) : -1;
  };
  if (excess(least_log_shape) > 0 || excess(greatest_log_shape) < 0) {
    return "no gamma has these quantiles: they are too near or too far from each other";
  }
  const double shape = std::exp(find_root(excess, least_log_shape, greatest_log_shape));
  const DistributionPtr one = make_gamma(shape, 1);
  return make_gamma(shape, points[1].value / one->quantile(score_of(points[1])));
}

Expected fit_beta(const std::vector<QuantilePoint>& points, double low, double high) {
  std::vector<QuantilePoint> within = points;
  for (QuantilePoint& point : within) point.value = (point.value - low) / (high - low);
  const BetaThrough through(within[0], within[1]);
  const auto excess = [&](double log_concentration) { return through.excess(log_concentration); };
  if (excess(least_log_shape) > 0 || excess(greatest_log_shape) < 0) {
    return "no beta has these quantiles: they are too near or too far from each other";
  }
  const double found = find_root(excess, least_log_shape, greatest_log_shape);
  return BetaThrough::make(found, through.log_odds_of_mean(found), {low, high - low});
}

Expected fit_triangular(const std::vector<QuantilePoint>& points) {
  return fit_peaked(points, make_triangular, "triangular");
}

Expected fit_pert(const std::vector<QuantilePoint>& points) {
  return fit_peaked(points, make_pert, "pert");
}

}  // namespace racecast
