// A race that two priors decide, with probabilities in closed form.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "host/config/config.hpp"

namespace racecast::test {

/// How much of it is a prior, in ln(spending), and how much the luck of paths, per root of a year.
struct Spread {
  double prior = 0.25, volatility = 0;
};

/// Nothing grows and, without volatility, nothing is random but what each nation spends: a nation
/// stands at the threshold from the start on if the score of its prior is above `bar`, else never.
/// So with scores x, y
///
///     us_first = P(x > bar, y < bar),  same_month = P(x > bar, y > bar),  ...
inline Config two_spenders(double bar, std::uint64_t draws, double rank = 0, std::uint64_t seed = 1,
                           const Spread& spread = {}) {
  constexpr double unit = 0.25, median = 50;
  constexpr int paths = 8;
  std::string text = fmt::format(R"(
name = "two spenders"
primary = "reached"
[run]
start = "2026-01"
horizon_months = 2
paths_per_draw = {}
trajectories = {}
seed = {}
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
[threshold.reached]
metric = "investment"
value = {:.17g}
)",
                                 paths, draws * paths, seed, median * std::exp(unit * bar));
  for (const char* nation : nation_names)
    text += fmt::format(R"(
[{0}.investment]
late_growth = 0
[{0}.channel.all]
pool = "market"
spend = {{ dist = "lognormal", median = {1}, sigma = {2} }}
growth = 0
volatility = {3}
accelerator_share = 0.5
)",
                        nation, median, spread.prior, spread.volatility);
  if (rank != 0)
    text += fmt::format(R"(
[[correlation]]
between = ["us.channel.all.spend", "cn.channel.all.spend"]
rank = {}
)",
                        rank);
  return parse_config(text, "two_spenders");
}

/// P(z > x) of a standard normal.
inline double upper_tail(double x) { return std::erfc(x / std::sqrt(2.0)) / 2; }

/// P(x > bar, y > bar) of standard normals with Pearson's correlation `rho`, by Simpson's rule.
inline double both_above(double bar, double rho) {
  constexpr int steps = 4000;
  constexpr double range = 12;
  double sum = 0;
  for (int i = 0; i <= steps; ++i) {
    const double x = bar + range * i / steps;
    const double density = std::exp(-x * x / 2) / std::sqrt(2 * M_PI);
    const double rest = upper_tail((bar - rho * x) / std::sqrt(1 - rho * rho));
    sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * density * rest;
  }
  return sum * range / steps / 3;
}

}  // namespace racecast::test
