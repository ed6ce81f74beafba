#include "host/priors/family_makers.hpp"

#include <cmath>

#include "host/priors/standard_distributions.hpp"
#include "host/text/number_text.hpp"

namespace racecast::makers {
namespace {

double at(const FamilyValues& values, const char* key) { return values.numbers.at(key); }

double or_else(const FamilyValues& values, const char* key, double absent) {
  const auto found = values.numbers.find(key);
  return found == values.numbers.end() ? absent : found->second;
}

/// What is wrong with a number that has to be positive; empty: nothing.
std::string not_positive(const FamilyValues& values, const char* key) {
  if (at(values, key) > 0) return {};
  return std::string(key) + ' ' + number_text(at(values, key)) + " is not positive";
}

std::string not_below(const char* low_key, double low, const char* high_key, double high) {
  if (low < high) return {};
  return std::string(low_key) + ' ' + number_text(low) + " is not below " + high_key + ' ' +
         number_text(high);
}

std::string not_positive_quantile(const FamilyValues& values, const char* family) {
  if (values.quantiles.front().value > 0) return {};
  return std::string("a ") + family + " is positive";
}

struct Ends {
  double low, high;
};
Ends ends_of_beta(const FamilyValues& values) {
  return {or_else(values, "low", 0), or_else(values, "high", 1)};
}

/// What is wrong with low, mode and high.
std::string wrong_peak(const FamilyValues& values) {
  const double low = at(values, "low"), mode = at(values, "mode"), high = at(values, "high");
  if (mode < low || mode > high) {
    return "mode " + number_text(mode) + " is not between low " + number_text(low) + " and high " +
           number_text(high);
  }
  return not_below("low", low, "high", high);
}

Expected gamma_of(double shape, double scale) {
  if (!(shape > 1e-3 && shape < 1e8)) {
    return "shape " + number_text(shape) + " of a gamma is not between 1e-3 and 1e8";
  }
  return make_gamma(shape, scale);
}

Expected beta_of(double alpha, double beta, const Ends& ends) {
  const bool fits = alpha > 1e-3 && alpha < 1e8 && beta > 1e-3 && beta < 1e8;
  if (!fits) {
    return "alpha " + number_text(alpha) + " and beta " + number_text(beta) +
           " of a beta are not between 1e-3 and 1e8";
  }
  return make_beta(alpha, beta, {ends.low, ends.high - ends.low});
}

}  // namespace

Expected normal(const FamilyValues& values) {
  if (auto wrong = not_positive(values, "sd"); !wrong.empty()) return wrong;
  return make_linked_normal({Link::identity, at(values, "mean"), at(values, "sd")});
}

Expected lognormal(const FamilyValues& values) {
  for (const char* key : {"mean", "sd"}) {
    if (auto wrong = not_positive(values, key); !wrong.empty()) return wrong;
  }
  const double variance = std::log1p(std::pow(at(values, "sd") / at(values, "mean"), 2));
  return make_linked_normal(
      {Link::exp, std::log(at(values, "mean")) - variance / 2, std::sqrt(variance)});
}

template <Link link>
Expected median_and_sigma(const FamilyValues& values) {
  if (auto wrong = not_positive(values, "sigma"); !wrong.empty()) return wrong;
  const double median = at(values, "median");
  if (median <= 0 || (link == Link::logistic && median >= 1)) {
    return "median " + number_text(median) +
           (link == Link::exp ? " of a lognormal is not positive"
                              : " of a logit-normal is not between 0 and 1");
  }
  return make_linked_normal({link, invert_link(link, median), at(values, "sigma")});
}
template Expected median_and_sigma<Link::exp>(const FamilyValues&);
template Expected median_and_sigma<Link::logistic>(const FamilyValues&);

template <Link link>
Expected linked_quantiles(const FamilyValues& values) {
  const auto& points = values.quantiles;
  if (link == Link::exp && points.front().value <= 0) return "a lognormal is positive";
  if (link == Link::logistic && (points.front().value <= 0 || points.back().value >= 1)) {
    return "a logit-normal lies between 0 and 1, ends excluded";
  }
  return fit_linked_normal(link, points);
}
template Expected linked_quantiles<Link::identity>(const FamilyValues&);
template Expected linked_quantiles<Link::exp>(const FamilyValues&);
template Expected linked_quantiles<Link::logistic>(const FamilyValues&);

Expected uniform(const FamilyValues& values) {
  const double low = at(values, "low"), high = at(values, "high");
  if (auto wrong = not_below("low", low, "high", high); !wrong.empty()) return wrong;
  return make_uniform(low, high);
}

Expected uniform_quantiles(const FamilyValues& values) { return fit_uniform(values.quantiles); }

Expected loguniform(const FamilyValues& values) {
  const double low = at(values, "low"), high = at(values, "high");
  if (auto wrong = not_positive(values, "low"); !wrong.empty()) return wrong;
  if (auto wrong = not_below("low", low, "high", high); !wrong.empty()) return wrong;
  return make_loguniform(low, high);
}

Expected loguniform_quantiles(const FamilyValues& values) {
  if (auto wrong = not_positive_quantile(values, "loguniform"); !wrong.empty()) return wrong;
  return fit_loguniform(values.quantiles);
}

Expected triangular(const FamilyValues& values) {
  if (auto wrong = wrong_peak(values); !wrong.empty()) return wrong;
  return make_triangular(at(values, "low"), at(values, "mode"), at(values, "high"));
}

Expected triangular_quantiles(const FamilyValues& values) {
  return fit_triangular(values.quantiles);
}

Expected pert(const FamilyValues& values) {
  if (auto wrong = wrong_peak(values); !wrong.empty()) return wrong;
  return make_pert(at(values, "low"), at(values, "mode"), at(values, "high"));
}

Expected pert_quantiles(const FamilyValues& values) { return fit_pert(values.quantiles); }

Expected beta(const FamilyValues& values) {
  for (const char* key : {"alpha", "beta"}) {
    if (auto wrong = not_positive(values, key); !wrong.empty()) return wrong;
  }
  const Ends ends = ends_of_beta(values);
  if (auto wrong = not_below("low", ends.low, "high", ends.high); !wrong.empty()) return wrong;
  return beta_of(at(values, "alpha"), at(values, "beta"), ends);
}

Expected beta_mean(const FamilyValues& values) {
  const Ends ends = ends_of_beta(values);
  if (auto wrong = not_positive(values, "sd"); !wrong.empty()) return wrong;
  if (auto wrong = not_below("low", ends.low, "high", ends.high); !wrong.empty()) return wrong;
  const double width = ends.high - ends.low;
  const double mean = (at(values, "mean") - ends.low) / width, sd = at(values, "sd") / width;
  const double concentration = mean * (1 - mean) / (sd * sd) - 1;
  if (!(mean > 0 && mean < 1 && concentration > 0)) {
    return "no beta between " + number_text(ends.low) + " and " + number_text(ends.high) +
           " has this mean and sd";
  }
  return beta_of(mean * concentration, (1 - mean) * concentration, ends);
}

Expected beta_quantiles(const FamilyValues& values) {
  const Ends ends = ends_of_beta(values);
  if (!(ends.low < values.quantiles.front().value && values.quantiles.back().value < ends.high)) {
    return "the quantiles of a beta lie between " + number_text(ends.low) + " and " +
           number_text(ends.high) + ", its low and high, ends excluded";
  }
  return fit_beta(values.quantiles, ends.low, ends.high);
}

Expected gamma(const FamilyValues& values) {
  for (const char* key : {"shape", "scale"}) {
    if (auto wrong = not_positive(values, key); !wrong.empty()) return wrong;
  }
  return gamma_of(at(values, "shape"), at(values, "scale"));
}

Expected gamma_mean(const FamilyValues& values) {
  for (const char* key : {"mean", "sd"}) {
    if (auto wrong = not_positive(values, key); !wrong.empty()) return wrong;
  }
  const double shape = std::pow(at(values, "mean") / at(values, "sd"), 2);
  return gamma_of(shape, at(values, "mean") / shape);
}

Expected gamma_quantiles(const FamilyValues& values) {
  if (auto wrong = not_positive_quantile(values, "gamma"); !wrong.empty()) return wrong;
  return fit_gamma(values.quantiles);
}

}  // namespace racecast::makers
