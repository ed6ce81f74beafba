// The engine against mathematics: with everything else switched off by the config, the month in which
// a nation's spending first reaches a level has a law that can be computed exactly.
#include <cmath>
#include <numeric>

#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"
#include "verification/closed_forms/first_passage.hpp"

namespace racecast {
namespace {

constexpr double limit = 6.11;  // |z| of a false-failure rate of 1e-9

/// Two nations of one channel each, no coupling, a threshold on spending.
std::string race(double us_drift) {
  return R"(
name = "exact"
primary = "tripled"
[run]
start = "2026-01"
horizon_months = 120
[chips]
per_usd_bn = 1e5
life = 5
[energy]
per_chip = 1
[supply]
rate = 1e7
[us.construction]
lead_time = 0.5
[cn.construction]
lead_time = 0.5
[us.investment]
late_growth = )" + std::to_string(us_drift) + R"(
common_noise = 0.3
[cn.investment]
late_growth = 0.2
[us.channel.all]
pool = "market"
spend = 100
growth = )" + std::to_string(us_drift) + R"(
volatility = 0.35
accelerator_share = 0.5
[cn.channel.all]
pool = "state"
spend = 60
growth = 0.2
volatility = 0.5
accelerator_share = 0.5
[threshold.tripled]
metric = "investment"
value = 300
)";
}

struct Law {
  std::vector<double> us, cn;  ///< P(arrival in month t), t = 1 ... horizon
};
Law exact_law(int months) {
  const double month = 1.0 / 12;
  return {verification::first_passage(std::log(3.0), 0.12 * month, 0.35 * std::sqrt(month), months),
          verification::first_passage(std::log(5.0), 0.2 * month, 0.5 * std::sqrt(month), months)};
}

double z_score(double count, double n, double p) {
  return (count - n * p) / std::sqrt(n * p * (1 - p));
}

struct Fit {
  double worst_month = 0, us_first = 0, same_month = 0;  ///< |z|
};

/// How far the engine's counts are from the exact law.
Fit fit(const Forecast& forecast, std::uint64_t draws, const Law& law) {
  const std::vector<std::uint64_t> counts = test::run_cpu(forecast, {0, draws});
  const CountsLayout at = layout_of(forecast);
  const double n = static_cast<double>(draws) * forecast.paths_per_draw;
  std::vector<double> us_month(static_cast<std::size_t>(at.months())), cn_month(us_month);
  double us_wins = 0, ties = 0;
  for (int a = 0; a < at.months(); ++a)
    for (int b = 0; b < at.months(); ++b) {
      const auto count = static_cast<double>(counts[static_cast<std::size_t>(at.joint(0, a, b))]);
      us_month[static_cast<std::size_t>(a)] += count;
      cn_month[static_cast<std::size_t>(b)] += count;
      if (a < b) us_wins += count;
      if (a == b && a != at.never()) ties += count;
    }
  Fit result;
  double p_us_first = 0, p_tie = 0, cn_later = 1;
  for (std::size_t t = 1; t <= law.us.size(); ++t) {
    const double p = law.us[t - 1], q = law.cn[t - 1];
    if (n * p >= 1000) result.worst_month = std::max(result.worst_month, std::fabs(z_score(us_month[t], n, p)));
    if (n * q >= 1000) result.worst_month = std::max(result.worst_month, std::fabs(z_score(cn_month[t], n, q)));
    cn_later -= q;
    p_us_first += p * cn_later;
    p_tie += p * q;
  }
  result.us_first = std::fabs(z_score(us_wins, n, p_us_first));
  result.same_month = std::fabs(z_score(ties, n, p_tie));
  return result;
}

void check_fit(std::uint64_t draws) {
  const Law law = exact_law(120);
  const Fit good = fit(parse_config(race(0.12), "exact").forecast, draws, law);
  INFO("worst month |z| " << good.worst_month << ", US first " << good.us_first << ", tie "
                          << good.same_month);
  CHECK(good.worst_month < limit);
  CHECK(good.us_first < limit);
  CHECK(good.same_month < limit);
}

}  // namespace

TEST_CASE("the recursion of the exact law gives its reference values", "[exact]") {
  const std::vector<double> law = exact_law(120).us;
  const auto by = [&](int month) { return std::accumulate(law.begin(), law.begin() + month, 0.0); };
  CHECK(by(12) == Approx(0.0031508).margin(5e-8));
  CHECK(by(24) == Approx(0.0566171).margin(5e-8));
  CHECK(by(60) == Approx(0.3594116).margin(5e-8));
  CHECK(by(120) == Approx(0.6763438).margin(5e-8));
}

TEST_CASE("arrival months and the winner follow the exact law", "[exact]") { check_fit(31'250); }

TEST_CASE("arrival months follow the exact law over 2e7 paths", "[.][long]") { check_fit(625'000); }

TEST_CASE("the exact law notices a drift that is 1 % of a year too large", "[exact]") {
  const Fit bad = fit(parse_config(race(0.13), "exact").forecast, 31'250, exact_law(120));
  CHECK(bad.us_first > limit);
}

}  // namespace racecast
