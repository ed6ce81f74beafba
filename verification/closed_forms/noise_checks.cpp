// Noise of single processes: Ornstein-Uhlenbeck by its exact discretisation, Brownian motion, and
// how the shocks of channels, pools, nations and months go together.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "verification/closed_forms/experiment.hpp"

namespace racecast::verification {
namespace {

constexpr int noise_horizon = 24;
constexpr double month = 1.0 / 12;

/// A process that starts at its mean and returns to it at `theta` a year.
struct Reverting {
  double theta, sigma;
  double variance(int months, double more_theta = 1) const {
    const double rate = theta * more_theta;
    return sigma * sigma * -std::expm1(-2 * rate * months * month) / (2 * rate);
  }
  /// Covariance of two months one apart, of which the first is `months`.
  double covariance(int months, int apart) const {
    return std::exp(-theta * apart * month) * variance(months);
  }
};

auto at(int column, int months) {
  return [=](const StatePath& path) { return path(column, months); };
}
auto product(int column, int months, int other, int other_months) {
  return [=](const StatePath& path) { return path(column, months) * path(other, other_months); };
}
/// The step that a column takes in a month, less its trend.
auto step_of(int column, int months, double trend = 0) {
  return [=](const StatePath& path) {
    return path(column, months) - path(column, months - 1) - trend;
  };
}

void add_reverting(Experiment& experiment, const char* name, int column, const Reverting& law) {
  const double one = law.variance(1), sigma = std::sqrt(law.variance(noise_horizon));
  experiment.expect_variance(fmt::format("{}: variance of a month's step", name), at(column, 1),
                             one, "kick without its root", one * one);
  experiment.expect_variance(
      fmt::format("{}: variance after {} months, {:.4f} % of the stationary", name, noise_horizon,
                  -100 * std::expm1(-2 * law.theta * noise_horizon * month)),
      at(column, noise_horizon), law.variance(noise_horizon), "reversion 1 % faster",
      law.variance(noise_horizon, 1.01));
  const double covariance = law.covariance(noise_horizon - 1, 1);
  const double deviation = std::sqrt(covariance * covariance +
                                     law.variance(noise_horizon) * law.variance(noise_horizon - 1));
  experiment.expect_mean(fmt::format("{}: covariance of the last two months", name),
                         product(column, noise_horizon, column, noise_horizon - 1),
                         {covariance, deviation}, "reversion of two months",
                         law.covariance(noise_horizon - 1, 2));
  experiment.distances.push_back(
      {fmt::format("{}: normal after {} months", name, noise_horizon), at(column, noise_horizon),
       [=](double x) { return normal_share(x / sigma); }, "standard deviation 1 % larger",
       [=](double x) { return normal_share(x / (1.01 * sigma)); }, 0.0024});
}

void add_brownian(Experiment& experiment, const char* name, int column, double sigma) {
  const double years = noise_horizon * month, variance = sigma * sigma * years;
  experiment.expect_variance(fmt::format("{}: variance after {} months", name, noise_horizon),
                             at(column, noise_horizon), variance, "a month too many",
                             sigma * sigma * (years + month));
}

const Settings settings = {{"sentiment.reversion", "2"},
                           {"supply.reversion", "3"},
                           {"supply.volatility", "0.4"},
                           {"both.utilisation.reversion", "2.5"},
                           {"both.utilisation.volatility", "0.8"},
                           {"both.training.share", "0.05"},
                           {"both.training.share_limit", "0.2"},
                           {"both.training.share_reversion", "2"},
                           {"both.training.share_volatility", "0.6"},
                           {"chips.performance_volatility", "0.15"},
                           {"energy.efficiency_volatility", "0.1"},
                           {"both.power.volatility", "0.12"},
                           {"both.fabs.volatility", "0.25"},
                           {"both.algorithms.volatility", "0.2"}};

double log_odds_of(double share) { return std::log(share / (1 - share)); }

/// The share of the largest run starts away from its limit: a mean that moves, too.
void add_concentration(Experiment& experiment, int column) {
  const Reverting law = {2, 0.6};
  const double start = log_odds_of(0.05), limit = log_odds_of(0.2);
  const auto mean = [=](double months) {
    return limit + (start - limit) * std::exp(-law.theta * months * month);
  };
  for (const int months : {1, 12})
    experiment.expect_mean(
        fmt::format("share of the largest run: mean log odds after {} months", months),
        at(column, months), {mean(months), std::sqrt(law.variance(months))}, "a month off",
        mean(months + 1));
  const double off = mean(noise_horizon);
  experiment.expect_variance(
      fmt::format("share of the largest run: variance after {} months", noise_horizon),
      [=](const StatePath& path) { return path(column, noise_horizon) - off; },
      law.variance(noise_horizon), "reversion 1 % faster", law.variance(noise_horizon, 1.01));
}

}  // namespace

Checks noise_checks(const VerificationOptions& options) {
  Experiment reverting{"Ornstein-Uhlenbeck",
                       bare_config(noise_horizon, settings),
                       {".sentiment", ".supply_noise", "us.odds_noise_market",
                        "cn.odds_noise_state", "cn.share_odds", ".price_noise", ".energy_noise",
                        "us.power_noise", "cn.wafers", "us.algorithms"}};
  // Sentiment is in stationary standard deviations: sigma^2 = 2 theta.
  add_reverting(reverting, "sentiment", 0, {2, 2});
  add_reverting(reverting, "world supply", 1, {3, 0.4});
  add_reverting(reverting, "utilisation, US market pool", 2, {2.5, 0.8});
  add_reverting(reverting, "utilisation, China's state pool", 3, {2.5, 0.8});
  add_concentration(reverting, 4);
  const std::size_t brownian = reverting.probes.size();
  add_brownian(reverting, "price-performance", 5, 0.15);
  add_brownian(reverting, "energy efficiency", 6, 0.1);
  add_brownian(reverting, "available power, US", 7, 0.12);
  add_brownian(reverting, "algorithms, US", 9, 0.2);
  reverting.expect_variance(
      fmt::format("wafer capacity, China: variance of its logarithm after {} months",
                  noise_horizon),
      [](const StatePath& path) { return std::log(path(8, noise_horizon)); }, 0.25 * 0.25 * 2,
      "a month too many", 0.25 * 0.25 * (2 + month));
  Checks checks = run_experiment(reverting, options);
  for (std::size_t i = brownian; i < reverting.probes.size(); ++i)
    checks[i].group = "Brownian motion";
  std::ranges::stable_partition(
      checks, [](const Check& check) { return check.group != "Brownian motion"; });
  return checks;
}

Checks correlated_noise_checks(const VerificationOptions& options) {
  // Shares q of 0.4 and 0.1 of the variance are common to the channels of the US and of China.
  Experiment experiment{"Correlated shocks",
                        bare_config(2, {{"us.investment.common_noise", "0.4"},
                                        {"cn.investment.common_noise", "0.1"},
                                        {"us.channel.first.volatility", "0.3"},
                                        {"us.channel.second.volatility", "0.5"},
                                        {"cn.channel.all.volatility", "0.4"},
                                        {"both.utilisation.volatility", "0.8"}}),
                        {"us.log_spend_1", "us.log_spend_2", "cn.log_spend_1", "cn.log_spend_2",
                         "us.odds_noise_market", "us.odds_noise_state", "cn.odds_noise_market"}};
  const double sigma[] = {0.3, 0.5, 0.4, 0.4, 0.8, 0.8, 0.8};
  const auto add = [&](const char* what, int a, int a_month, int b, int b_month, double rho,
                       double planted_rho) {
    const double scale = sigma[a] * sigma[b] * month;
    const auto left = step_of(a, a_month), right = step_of(b, b_month);
    experiment.expect_mean(
        what, [=](const StatePath& path) { return left(path) * right(path) / scale; },
        {rho, std::sqrt(1 + rho * rho)}, fmt::format("correlation {:g}", planted_rho), planted_rho);
  };
  add("two channels of the US, common share 0.4", 0, 1, 1, 1, 0.4, 0);
  add("the same in the next month", 0, 2, 1, 2, 0.4, 0);
  add("two channels of China, common share 0.1", 2, 1, 3, 1, 0.1, 0);
  add("channels of different nations", 0, 1, 2, 1, 0, 0.01);
  add("a channel in successive months", 0, 1, 0, 2, 0, 0.01);
  add("two channels in successive months", 0, 1, 1, 2, 0, 0.01);
  add("utilisation of two pools", 4, 1, 5, 1, 0, 0.01);
  add("utilisation of two nations", 4, 1, 6, 1, 0, 0.01);
  add("spending and utilisation", 1, 1, 4, 1, 0, 0.01);
  const double variance = 0.25 * 2 * month, start = std::log(100.0);
  experiment.expect_variance(
      "a channel's variance, common and own shock together, after 2 months",
      [=](const StatePath& path) { return path(1, 2) - start; }, variance, "variance 1 % larger",
      1.01 * variance);
  return run_experiment(experiment, options);
}

}  // namespace racecast::verification
