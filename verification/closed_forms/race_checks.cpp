// The race of two correlated walks. The cost of tokens of a nation is exp(-(p - p0) - theta (a -
// a0)): world price-performance p is common to both, algorithms a are each nation's own, so the
// logarithms are driftless walks with the correlation sigma_p^2 / (sigma_p^2 + theta^2 sigma_a^2).
#include <fmt/format.h>

#include <cmath>

#include "verification/closed_forms/correlated_race.hpp"
#include "verification/closed_forms/engine_counts.hpp"

namespace racecast::verification {
namespace {

constexpr int race_horizon = 24;
constexpr double correlation = 0.3, us_distance = 1, cn_distance = 1.5;  // of a year's sigma 1

Config race_config() {
  return bare_config(
      race_horizon,
      {{"chips.performance_volatility", fmt::format("{:.9g}", std::sqrt(correlation))},
       {"both.algorithms.volatility", fmt::format("{:.9g}", std::sqrt(1 - correlation))},
       {"tokens.algorithm_share", "1"},
       {"us.tokens.cost", fmt::format("{:.9g}", std::exp(us_distance))},
       {"cn.tokens.cost", fmt::format("{:.9g}", std::exp(cn_distance))},
       {"threshold.never.metric", "\"token_cost\""},
       {"threshold.never.direction", "\"below\""},
       {"threshold.never.value", "1"}});
}

RaceLaw law_of(double rho, double more = 1) {
  const double year = std::sqrt(12.0);  // in standard deviations of a month
  return monthly_race(more * us_distance * year, cn_distance * year, rho, race_horizon);
}

}  // namespace

Checks race_checks(const VerificationOptions& options) {
  Checks checks;
  checks.push_back(exact_check("looked at continuously, for ever: known answer of the formula",
                               continuous_race(us_distance, cn_distance, correlation), 0.641878103,
                               5e-10, "correlation 0",
                               continuous_race(us_distance, cn_distance, 0)));
  const EngineCounts counts(race_config(), options);
  const RaceLaw law = law_of(correlation), apart = law_of(0), farther = law_of(correlation, 1.01);
  const auto add = [&](const char* what, Outcome outcome, double RaceLaw::*chance,
                       const RaceLaw& twin, const char* planted) {
    checks.push_back(
        count_check(what, counts.outcome[outcome], counts.n, law.*chance, planted, twin.*chance));
  };
  add("the US is first within 24 months", us_first, &RaceLaw::first, apart, "correlation 0");
  add("China is first", cn_first, &RaceLaw::second, farther, "the bar of the US 1 % farther");
  add("both in the same month", same_month, &RaceLaw::same_month, apart, "correlation 0");
  add("neither", neither, &RaceLaw::neither, farther, "the bar of the US 1 % farther");
  return grouped(std::move(checks), "Race of two correlated walks");
}

}  // namespace racecast::verification
