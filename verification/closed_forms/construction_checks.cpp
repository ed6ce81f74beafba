// Construction and retirement: what follows with certainty, on one trajectory of the engine. What
// is allowed is what float32, and a life of a million years, lose.
#include <fmt/format.h>

#include <cmath>

#include "kernels/engine/trace.hpp"
#include "verification/closed_forms/experiment.hpp"

namespace racecast::verification {
namespace {

constexpr int construction_horizon = 120, ordered = 3;  // orders of March 2026

std::vector<double> installed(const Config& config) {
  const Forecast forecast = config.forecast;
  const Trace seen = trace(forecast, 0);
  std::vector<double> stock;
  for (int month = 0; month < seen.months; ++month)
    stock.push_back(static_cast<double>(seen.metric(month, us, metric_installed_compute)));
  return stock;
}

/// Shares of one month's orders that are completed `delay` months later.
std::vector<double> impulse_response(double lead_time) {
  const std::vector<double> stock = installed(bare_config(
      construction_horizon,
      {{"us.construction.lead_time", fmt::to_string(lead_time)},
       {"both.channel.all.accelerator_share", "0"},
       {"us.chips.supply_share", "1"},
       {"us.stock.installed", "0"}},
      "[programme.burst]\nnation = \"us\"\ndestination = \"compute\"\nfirst = \"2026-03\"\n"
      "last = \"2026-03\"\ntotal = 100\naccelerator_share = 1\n"));
  std::vector<double> share;
  for (std::size_t month = ordered; month < stock.size(); ++month)
    share.push_back((stock[month] - stock[month - 1]) / stock.back());
  return share;
}

double mean_of(const std::vector<double>& share) {
  double sum = 0;
  for (std::size_t delay = 0; delay < share.size(); ++delay)
    sum += share[delay] * static_cast<double>(delay);
  return sum;
}
double variance_of(const std::vector<double>& share) {
  const double mean = mean_of(share);
  double sum = 0;
  for (std::size_t delay = 0; delay < share.size(); ++delay) {
    const double off = static_cast<double>(delay) - mean;
    sum += share[delay] * off * off;
  }
  return sum;
}

/// P(delay) where `stages` stages in a row each pass on p of what they hold a month.
double negative_binomial(int delay, int stages, double p) {
  if (delay < stages) return 0;
  double ways = 1;
  for (int k = 1; k < stages; ++k) ways *= static_cast<double>(delay - k) / k;
  return ways * std::pow(p, stages) * std::pow(1 - p, delay - stages);
}

double largest_error(const std::vector<double>& share, int stages, double p) {
  double most = 0;
  for (std::size_t delay = 0; delay < share.size(); ++delay)
    most = std::max(most,
                    std::abs(share[delay] - negative_binomial(static_cast<int>(delay), stages, p)));
  return most;
}

void add_delay(double lead_time, Checks& checks) {
  const std::vector<double> share = impulse_response(lead_time);
  const double p = 3 / lead_time / 12, exponential = -std::expm1(-p);
  const auto name = [&](const char* what) {
    return fmt::format("lead time {:g} years: {}", lead_time, what);
  };
  checks.push_back(exact_check(name("mean delay, months"), mean_of(share), 12 * lead_time, 2e-3,
                               "an exponential outflow", 3 / exponential));
  checks.push_back(exact_check(name("variance of the delay"), variance_of(share),
                               3 * (1 - p) / (p * p), 0.1, "two stages of the same mean",
                               2 * (1 - 2 * p / 3) / (2 * p / 3) / (2 * p / 3)));
  Check law = exact_check(name("largest error of a month's share, negative binomial"),
                          largest_error(share, 3, p), 0, 1e-5, "two stages of the same mean", 0);
  law.planted_score = law.planted_power = largest_error(share, 2, 2 * p / 3) / 1e-5;
  checks.push_back(law);
}

}  // namespace

Checks construction_checks(const VerificationOptions&) {
  Checks checks;
  for (const double lead_time : {0.25, 0.5, 1.1}) {
    if (lead_time == 0.25) {  // each stage passes on all: three months, no more and no less
      checks.push_back(exact_check("lead time 0.25 years: share after 3 months",
                                   impulse_response(lead_time)[3], 1, 3e-5,
                                   "an exponential outflow", std::pow(-std::expm1(-1.0), 3)));
      continue;
    }
    add_delay(lead_time, checks);
  }
  // Nothing is ordered: stock retires at 1 / life.
  const std::vector<double> retiring = installed(
      bare_config(60, {{"chips.life", "5"}, {"both.channel.all.accelerator_share", "0"}}));
  checks.push_back(exact_check("stock after 60 months of a life of 5 years", retiring[60],
                               1e6 * std::exp(-1.0), 10, "retirement twice as fast",
                               1e6 * std::exp(-2.0)));
  // Steady orders: the pipeline of the start is that of the steady state, so stock grows by as much
  // from the first month on.
  const std::vector<double> steady = installed(bare_config(24, {{"us.chips.supply_share", "1"}}));
  const double monthly = 2 * 100 * 0.5 / 12 * 1e5;
  checks.push_back(exact_check("stock after 24 months of steady orders, nothing retired",
                               steady[24], 1e6 + 24 * monthly, 300,
                               "an empty pipeline at the start", 1e6 + (24 - 12 * 0.5) * monthly));
  return grouped(std::move(checks), "Construction");
}

}  // namespace racecast::verification
