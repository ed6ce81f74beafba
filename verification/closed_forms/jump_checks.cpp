// Events that come at a hazard: supply shocks, breakthroughs, grid stress. At most one comes in a
// month, so their number is binomial; that none comes has the chance of a Poisson process, exactly.
#include <fmt/format.h>

#include <cmath>

#include "verification/closed_forms/experiment.hpp"

namespace racecast::verification {
namespace {

constexpr int jump_horizon = 24;
constexpr double shock_hazard = 1.5, us_rate = 1.2, cn_rate = 0.9, us_size = 0.3, cn_size = 0.4;
constexpr double openness = 0.5, growth = 0.8;

double chance_a_month(double hazard) { return -std::expm1(-hazard / 12); }

double binomial(int k, double p) {
  return std::exp(std::lgamma(jump_horizon + 1.0) - std::lgamma(k + 1.0) -
                  std::lgamma(jump_horizon - k + 1.0)) *
         std::pow(p, k) * std::pow(1 - p, jump_horizon - k);
}
double poisson(int k, double mean) {
  return std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0));
}

// Demand one and a half times what is available: h0 1.5^gamma.
constexpr double stress_hazard = 0.6, overload = 1.5, stress_exponent = 2;

enum { shocks, us_jumps, cn_jumps, us_algorithms, stress };

/// Months with an event: shocks and stress are 1 when they come, breakthroughs 0 when they do not.
int count(const StatePath& path, int column) {
  int events = 0;
  for (int month = 1; month <= jump_horizon; ++month)
    events +=
        column == shocks || column == stress ? path(column, month) == 1 : path(column, month) > 0;
  return events;
}

void add_counts(Experiment& experiment, const char* name, int column, double hazard) {
  const double p = chance_a_month(hazard), mean = jump_horizon * p, years = jump_horizon / 12.0;
  for (int k = 0; k <= 2; ++k)
    experiment.expect_event(
        fmt::format("{}: {} in {} months", name, k, jump_horizon),
        [=](const StatePath& path) { return count(path, column) == k; }, binomial(k, p),
        k == 0 ? "a chance of h / 12" : "as many in a month as a Poisson process has",
        k == 0 ? std::pow(1 - hazard / 12, jump_horizon) : poisson(k, hazard * years));
  experiment.expect_mean(
      fmt::format("{}: mean number", name),
      [=](const StatePath& path) { return 1.0 * count(path, column); },
      {mean, std::sqrt(mean * (1 - p))}, "one month fewer", mean - p);
}

/// Variance of what a month's breakthroughs of an exponential size add.
double jump_variance(double rate, double size) {
  const double p = chance_a_month(rate);
  return size * size * (2 * p - p * p);
}

void add_algorithms(Experiment& experiment) {
  // Own progress is the total less what breakthroughs of both are expected to bring; in month 1
  // there is none of the rival yet to learn of.
  const double missed = openness * chance_a_month(cn_rate) * cn_size,
               total = growth * jump_horizon / 12;
  const double variance =
      jump_horizon * jump_variance(us_rate, us_size) +
      (jump_horizon - 1) * openness * openness * jump_variance(cn_rate, cn_size);
  experiment.expect_mean(
      "progress of the US in 24 months, breakthroughs of both in it",
      [](const StatePath& path) {
        return path(us_algorithms, jump_horizon) - path(us_algorithms, 0);
      },
      {total - missed, std::sqrt(variance)}, "of the rival's same month", total);
  const double mean = total - missed;
  experiment.expect_mean(
      "its variance",
      [=](const StatePath& path) {
        const double off = path(us_algorithms, jump_horizon) - path(us_algorithms, 0) - mean;
        return off * off;
      },
      {variance, 0}, "nothing of the rival", jump_horizon * jump_variance(us_rate, us_size));
}

void add_sizes(Experiment& experiment, const char* name, int column, double mean) {
  const auto law = [](double scale) { return [=](double x) { return -std::expm1(-x / scale); }; };
  experiment.distances.push_back({fmt::format("{}: size of the first, exponential", name),
                                  [=](const StatePath& path) {
                                    for (int month = 1; month <= jump_horizon; ++month)
                                      if (path(column, month) > 0) return path(column, month);
                                    return std::nan("");
                                  },
                                  law(mean), "mean 1 % larger", law(1.01 * mean), 0.0037});
}

}  // namespace

Checks jump_checks(const VerificationOptions& options) {
  Experiment experiment{
      "Events at a hazard",
      bare_config(jump_horizon, {{"supply_shock.hazard", fmt::to_string(shock_hazard)},
                                 {"us.stock.energy_per_chip", "1"},
                                 {"us.power.available", fmt::format("{:.9g}", 1 / overload)},
                                 {"us.grid.hazard", fmt::to_string(stress_hazard)},
                                 {"us.grid.exponent", fmt::to_string(stress_exponent)},
                                 {"algorithms.growth", fmt::to_string(growth)},
                                 {"algorithms.late_growth", fmt::to_string(growth)},
                                 {"knowledge.openness", fmt::to_string(openness)},
                                 {"us.algorithms.breakthrough_rate", fmt::to_string(us_rate)},
                                 {"us.algorithms.breakthrough_size", fmt::to_string(us_size)},
                                 {"cn.algorithms.breakthrough_rate", fmt::to_string(cn_rate)},
                                 {"cn.algorithms.breakthrough_size", fmt::to_string(cn_size)}}),
      {".supply_shock", "us.breakthrough", "cn.breakthrough", "us.algorithms", "us.grid_stress"}};
  add_counts(experiment, "supply shocks", shocks, shock_hazard);
  add_counts(experiment, "breakthroughs of the US", us_jumps, us_rate);
  add_counts(experiment, "breakthroughs of China", cn_jumps, cn_rate);
  add_counts(experiment, "grid stress of the US under overload", stress,
             stress_hazard * std::pow(overload, stress_exponent));
  add_algorithms(experiment);
  add_sizes(experiment, "breakthroughs of the US", us_jumps, us_size);
  add_sizes(experiment, "breakthroughs of China", cn_jumps, cn_size);
  return run_experiment(experiment, options);
}

}  // namespace racecast::verification
