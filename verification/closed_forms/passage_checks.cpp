// First passage of spending, a geometric Brownian motion that is looked at each month, and the race
// of two nations that know nothing of each other.
#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "verification/closed_forms/engine_counts.hpp"
#include "verification/closed_forms/first_passage.hpp"

namespace racecast::verification {
namespace {

constexpr int passage_horizon = 120;

/// Spending that grows at `growth` with `volatility` towards `multiple` times itself.
struct Walk {
  double multiple, growth, volatility;
  std::vector<double> law(double more_growth = 1) const {
    return first_passage(std::log(multiple), more_growth * growth / 12,
                         volatility / std::sqrt(12.0), passage_horizon);
  }
};
constexpr Walk us_walk = {3, 0.12, 0.35}, cn_walk = {5, 0.2, 0.5};

std::string nation_text(const char* nation, const Walk& walk) {
  return fmt::format(
      "[{0}.construction]\nlead_time = 0.5\n[{0}.investment]\nlate_growth = {1}\n"
      "[{0}.channel.all]\npool = \"market\"\nspend = {2}\ngrowth = {1}\nvolatility = {3}\n"
      "accelerator_share = 0.5\n",
      nation, walk.growth, 300 / walk.multiple, walk.volatility);
}

Config passage_config() {
  return parse_config(
      fmt::format("name = \"passage\"\nprimary = \"reached\"\n"
                  "[run]\nstart = \"2026-01\"\nhorizon_months = {}\n"
                  "[chips]\nper_usd_bn = 1e5\nlife = 5\n[energy]\nper_chip = 1\n"
                  "[supply]\nrate = 1e7\n{}{}"
                  "[threshold.reached]\nmetric = \"investment\"\nvalue = 300\n",
                  passage_horizon, nation_text("us", us_walk), nation_text("cn", cn_walk)),
      "passage");
}

double by(const std::vector<double>& law, int month) {
  return std::accumulate(law.begin(), law.begin() + month, 0.0);
}

/// Chances of a race of two walks that are independent.
struct Independent {
  double first = 0, same = 0;
  Independent(const std::vector<double>& one, const std::vector<double>& other) {
    double later = 1;
    for (std::size_t t = 0; t < one.size(); ++t) {
      later -= other[t];
      first += one[t] * later;
      same += one[t] * other[t];
    }
  }
};

void add_nation(const char* name, const Walk& walk, const std::vector<std::uint64_t>& arrivals,
                const EngineCounts& counts, Checks& checks) {
  const std::vector<double> law = walk.law(), faster = walk.law(1.01);
  for (const int month : {12, 24, 60, 120}) {
    const bool early = month < 60;  // there a late month shows more than a small drift
    checks.push_back(count_check(fmt::format("{} has reached {:g} times its spending by month {}",
                                             name, walk.multiple, month),
                                 counts.by(arrivals, month), counts.n, by(law, month),
                                 early ? "arrivals a month late" : "drift 1 % larger",
                                 early ? by(law, month - 1) : by(faster, month)));
  }
  Checks months;
  for (std::size_t month = 1; month <= law.size(); ++month)
    months.push_back(count_check(
        fmt::format("{}: each of {} months; the worst", name, passage_horizon), arrivals[month],
        counts.n, law[month - 1], "arrivals a month late", law[month > 1 ? month - 2 : 0]));
  checks.push_back(worst_of(months));
}

}  // namespace

Checks passage_checks(const VerificationOptions& options) {
  Checks checks;
  const std::vector<double> us_law = us_walk.law(), cn_law = cn_walk.law();
  // Printed values of the reference: barrier x 3, sigma 0.35, drift of the logarithm 0.12.
  const auto known = [&](int month, double printed) {
    checks.push_back(exact_check(
        fmt::format("the recursion's own known answer, month {}", month), by(us_law, month),
        printed, 6e-8, "looked at continuously by the correction of Broadie, Glasserman and Kou",
        broadie_glasserman_kou(std::log(3.0), 0.12 / 12, 0.35 / std::sqrt(12.0), month)));
  };
  known(12, 0.0031508), known(24, 0.0566171), known(60, 0.3594116), known(120, 0.6763438);
  const EngineCounts counts(passage_config(), options);
  add_nation("US", us_walk, counts.us, counts, checks);
  add_nation("China", cn_walk, counts.cn, counts, checks);
  const Independent race(us_law, cn_law);
  const Independent farther(us_law, Walk{5.5, cn_walk.growth, cn_walk.volatility}.law());
  checks.push_back(count_check("the US is first", counts.outcome[us_first], counts.n, race.first,
                               "ties counted for the US", race.first + race.same));
  checks.push_back(count_check("both in the same month", counts.outcome[same_month], counts.n,
                               race.same, "China's bar 10 % higher", farther.same));
  return grouped(std::move(checks), "First passage");
}

}  // namespace racecast::verification
