#include "verification/closed_forms/check.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace racecast::verification {
namespace {

constexpr double normal_from = 1000;  // expected events, and expected others

/// The z that a normal passes as rarely as the binomial passes this count, on the same side.
double exact_score(double count, double n, double probability) {
  const boost::math::binomial_distribution<> law(n, probability);
  const double at_most = cdf(law, count);
  const double at_least = count > 0 ? cdf(complement(law, count - 1)) : 1.0;
  const double tail = std::clamp(std::min(at_most, at_least), 1e-300, 0.5);
  const double z = -quantile(boost::math::normal(), tail);
  return at_most < at_least ? -z : z;
}

}  // namespace

bool Check::right() const { return std::abs(score) <= limit; }

bool Check::twin_seen() const {
  return std::abs(planted_score) > limit || std::abs(planted_power) < 2 * limit;
}

Law event(double probability) { return {probability, std::sqrt(probability * (1 - probability))}; }

double count_score(double count, double n, double probability) {
  if (std::min(n * probability, n * (1 - probability)) < normal_from)
    return exact_score(count, n, probability);
  return (count - n * probability) / std::sqrt(n * probability * (1 - probability));
}

Check mean_check(std::string what, const Sample& sample, Law law, std::string planted,
                 double planted_mean) {
  Check check;
  const auto n = static_cast<double>(sample.n);
  check.what = std::move(what);
  check.planted = std::move(planted);
  check.n = sample.n;
  check.observed = sample.sum / n;
  check.expected = law.mean;
  const double deviation = law.deviation > 0
                               ? law.deviation
                               : std::sqrt(sample.squares / n - check.observed * check.observed);
  const double error = deviation / std::sqrt(n);
  check.score = (check.observed - law.mean) / error;
  check.planted_score = (check.observed - planted_mean) / error;
  check.planted_power = (law.mean - planted_mean) / error;
  return check;
}

Check count_check(std::string what, std::uint64_t count, std::uint64_t n, double probability,
                  std::string planted, double planted_probability) {
  Check check;
  const auto seen = static_cast<double>(count), all = static_cast<double>(n);
  check.what = std::move(what);
  check.planted = std::move(planted);
  check.n = n;
  check.observed = seen / all;
  check.expected = probability;
  check.score = count_score(seen, all, probability);
  check.planted_score = count_score(seen, all, planted_probability);
  check.planted_power = count_score(std::round(all * probability), all, planted_probability);
  return check;
}

Check exact_check(std::string what, double observed, double expected, double allowed,
                  std::string planted, double planted_value) {
  Check check;
  check.what = std::move(what);
  check.planted = std::move(planted);
  check.observed = observed;
  check.expected = expected;
  check.limit = 1;
  check.score = (observed - expected) / allowed;
  check.planted_score = (observed - planted_value) / allowed;
  check.planted_power = (expected - planted_value) / allowed;
  return check;
}

}  // namespace racecast::verification
