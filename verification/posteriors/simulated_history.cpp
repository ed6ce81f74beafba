#include "verification/posteriors/simulated_history.hpp"

#include <fmt/format.h>

#include "kernels/engine/draw_parameters.hpp"

namespace racecast::verification {
namespace {

// Of the truths of simulations, which no calibration of them may share.
constexpr std::uint32_t truth_replicate = 0x50000000u;
constexpr std::uint32_t first_error_stream = 0xE0000000u;

Series series_of(const char* name, int nation, const char* unit, double coverage_error) {
  return {.name = name,
          .nation = nation,
          .unit = unit,
          .description = {},
          .source = {},
          .coverage_error = coverage_error};
}

Observation observed(std::size_t series, const Observable& observable, double error) {
  return {.series = series,
          .date = YearMonth{2026, 1}.plus(observable.last_month - 1),
          .month = observable.last_month,
          .observable = observable,
          .base = {},
          .error = error};
}

}  // namespace

std::string small_config(double volatility) {
  return fmt::format(R"(
name = "small"
primary = "tripled"
[run]
start = "2026-01"
horizon_months = 36
paths_per_draw = 32
trajectories = 3200
[chips]
per_usd_bn = {{ dist = "lognormal", p5 = 5e4, p95 = 2e5 }}
life = 5
[energy]
per_chip = 1
[supply]
rate = 1e9
[us.stock]
installed = 1e6
[us.power]
available = 1000
[us.utilisation]
market = 0.6
[us.construction]
lead_time = {{ dist = "lognormal", p5 = 0.3, p95 = 1.0 }}
delivery_growth = 0.5
[cn.construction]
lead_time = 0.5
[us.chips]
supply_share = 0.8
[us.channel.all]
pool = "market"
spend = {{ dist = "lognormal", p5 = 70, p95 = 140 }}
growth = {{ dist = "normal", mean = 0.3, sd = 0.2 }}
volatility = {0}
accelerator_share = 0.5
[us.investment]
growth_half_life = 100
[cn.investment]
growth_half_life = 100
[cn.channel.all]
pool = "state"
spend = {{ dist = "lognormal", p5 = 40, p95 = 90 }}
growth = {{ dist = "normal", mean = 0.2, sd = 0.2 }}
volatility = {0}
accelerator_share = 0.5
[threshold.tripled]
metric = "investment"
value = 300
[[correlation]]
between = ["us.channel.all.growth", "cn.channel.all.growth"]
rank = 0.4
)",
                     volatility);
}

History small_history(double error_factor) {
  History history;
  history.series = {series_of("us_spending", us, "USD_bn", 0.1 * error_factor),
                    series_of("cn_spending", cn, "USD_bn", 0.2 * error_factor),
                    series_of("us_installed", us, "H100e", 0.15 * error_factor)};
  const auto spending = [](int nation, int year) {
    return Observable{Observable::Kind::spending, nation, 0, 1, 12 * year, 12 * (year + 1)};
  };
  for (int nation = 0; nation < nation_count; ++nation)
    for (int year = 0; year < 3; ++year)
      history.observations.push_back(
          observed(static_cast<std::size_t>(nation), spending(nation, year), 0.08 * error_factor));
  for (int month = 6; month <= 36; month += 6)
    history.observations.push_back(
        observed(2, {Observable::Kind::level, us, metric_installed_compute, 0, 0, month},
                 0.1 * error_factor));
  return history;
}

std::vector<double> standard_normals(const Config& config, std::uint64_t draw, std::size_t count) {
  Forecast forecast = config.forecast;
  forecast.replicate = truth_replicate;
  std::vector<double> normals;
  for (std::size_t i = 0; i < count; ++i)
    normals.push_back(static_cast<double>(
        own_score(forecast, {first_error_stream + static_cast<std::uint32_t>(i), 0, 0, 0}, draw)));
  return normals;
}

void simulate(const Config& config, std::span<const float> z, std::uint64_t draw,
              History& history) {
  const Target world(config, history, 32, {}, truth_replicate);
  const std::vector<double> normals =
      standard_normals(config, draw, history.series.size() + history.observations.size());
  world.predict(z, draw, [&](std::size_t, std::span<const double> predicted) {
    for (std::size_t i = 0; i < history.observations.size(); ++i) {
      Observation& seen = history.observations[i];
      seen.log_value = predicted[i * 32] +
                       history.series[seen.series].coverage_error * normals[seen.series] +
                       seen.error * normals[history.series.size() + i];
    }
  });
}

}  // namespace racecast::verification
