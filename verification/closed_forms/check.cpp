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

Check worst_of(const Checks& checks) {
  const auto of = [](double Check::*score) {
    return [=](const Check& check) { return std::abs(check.*score); };
  };
  const auto most = [&](double Check::*score) {
    return of(score)(*std::ranges::max_element(checks, {}, of(score)));
  };
  Check worst = *std::ranges::max_element(checks, {}, of(&Check::score));
  worst.planted_score = most(&Check::planted_score);
  worst.planted_power = most(&Check::planted_power);
  return worst;
}

Check mean_check(std::string what, const Sample& sample, Law law, std::string planted,
                 double planted_mean) {
  const auto n = static_cast<double>(sample.n);
  const double observed = sample.sum / n;
  const double deviation =
      law.deviation > 0 ? law.deviation : std::sqrt(sample.squares / n - observed * observed);
  const double error = deviation / std::sqrt(n);
  return {.what = std::move(what),
          .n = sample.n,
          .observed = observed,
          .expected = law.mean,
          .score = (observed - law.mean) / error,
          .planted = std::move(planted),
          .planted_score = (observed - planted_mean) / error,
          .planted_power = (law.mean - planted_mean) / error};
}

Check count_check(std::string what, std::uint64_t count, std::uint64_t n, double probability,
                  std::string planted, double planted_probability) {
  const auto seen = static_cast<double>(count), all = static_cast<double>(n);
  return {.what = std::move(what),
          .n = n,
          .observed = seen / all,
          .expected = probability,
          .score = count_score(seen, all, probability),
          .planted = std::move(planted),
          .planted_score = count_score(seen, all, planted_probability),
          .planted_power = count_score(std::round(all * probability), all, planted_probability)};
}

Check exact_check(std::string what, double observed, double expected, double allowed,
                  std::string planted, double planted_value) {
  return {.what = std::move(what),
          .observed = observed,
          .expected = expected,
          .score = (observed - expected) / allowed,
          .limit = 1,
          .planted = std::move(planted),
          .planted_score = (observed - planted_value) / allowed,
          .planted_power = (expected - planted_value) / allowed};
}

}  // namespace racecast::verification
