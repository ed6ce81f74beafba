// Quantities of paths: what the trace of a trajectory says, on every instruction set.
#include <cmath>
#include <stdexcept>

#include "kernels/engine/observables.hpp"
#include "kernels/engine/trace.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"
#include "verification/processes/observe.hpp"

namespace racecast {
namespace {

using Kind = Observable::Kind;

Observable level_of(int nation, int metric, int month) {
  return {.kind = Kind::level, .nation = nation, .metric = metric, .last_month = month};
}

Observable sum_of(Kind kind, int nation, int first, int last, std::uint32_t channels = 0) {
  return {kind, nation, 0, channels, first, last};
}

double total(std::span<const float> logs) {
  double sum = 0;
  for (const float log : logs) sum += std::exp(static_cast<double>(log));
  return sum;
}

}  // namespace

TEST_CASE("levels are those of the trajectories", "[observables]") {
  const Config config = test::shipped("baseline.toml");
  const Forecast forecast = config.forecast;
  std::vector<Observable> observables;
  for (const int month : {0, 7, 40})
    for (int metric = 0; metric < metric_count; ++metric)
      observables.push_back(level_of(metric % 2, metric, month));
  const ObservableRows rows = observe_paths(forecast, {3, 2}, observables);
  const auto paths = static_cast<std::uint64_t>(forecast.paths_per_draw);
  for (std::uint64_t path = 0; path < paths; path += 5) {
    const Trace seen = trace(forecast, 4 * paths + path);
    for (std::size_t i = 0; i < observables.size(); ++i) {
      const Observable& q = observables[i];
      const double expected = std::log(seen.metric(q.last_month, q.nation, q.metric)) +
                              std::log(metric_rows[q.metric].scale);
      CHECK(static_cast<double>(rows.of(4, i)[path]) == Approx(expected).margin(2e-5));
    }
  }
}

TEST_CASE("sums of spending are those that the bench observes", "[observables]") {
  const Config config = test::shipped("baseline.toml");
  const Observable years[] = {sum_of(Kind::spending, us, 0, 12, 0b101),
                              sum_of(Kind::spending, us, 12, 24, 0b101)};
  const ObservableRows rows = observe_paths(config.forecast, {0, 3}, years);
  const verification::Observation seen =
      verification::observe(config.forecast, {{}, 2, {0, 2}}, 3, 1);
  for (std::uint64_t draw = 0; draw < 3; ++draw)
    for (int year = 0; year < 2; ++year)
      for (std::size_t path = 0; path < rows.paths; ++path)
        CHECK(std::exp(rows.of(draw, static_cast<std::size_t>(year))[path]) ==
              Approx(seen.money(draw, year, Money::channels)[path]).epsilon(1e-4));
}

TEST_CASE("sums over parts add up to the sum over the whole", "[observables]") {
  const Config config = test::shipped("baseline.toml");
  for (const Kind kind : {Kind::imports, Kind::world_supply}) {
    const Observable parts[] = {sum_of(kind, cn, 0, 5), sum_of(kind, cn, 5, 30),
                                sum_of(kind, cn, 0, 30)};
    const ObservableRows rows = observe_paths(config.forecast, {0, 8}, parts);
    for (std::uint64_t draw = 0; draw < 8; ++draw)
      CHECK(total(rows.of(draw, 0)) + total(rows.of(draw, 1)) ==
            Approx(total(rows.of(draw, 2))).epsilon(1e-4));
  }
}

TEST_CASE("what the world makes comes into service a lead time later", "[observables]") {
  // Supply grows at the rate at which deliveries have grown, without noise.
  ConfigOptions options;
  for (const auto& [path, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"supply.rate", "12e6"},
           {"supply.growth", "0.5"},
           {"supply.late_growth", "0.5"},
           {"supply.volatility", "0"},
           {"supply_shock.hazard", "0"},
           {"us.construction.lead_time", "0.5"},
           {"us.construction.delivery_growth", "0.5"}})
    options.set.emplace_back(path, value);
  const Config config = test::shipped("baseline.toml", options);
  const Observable year[] = {sum_of(Kind::world_supply, us, 0, 12)};
  const ObservableRows rows = observe_paths(config.forecast, {0, 1}, year);
  double made = 0;  // half a year before
  for (int month = 1; month <= 12; ++month) made += 1e6 * std::exp(0.5 * (month / 12.0 - 0.5));
  for (const float log : rows.of(0, 0)) CHECK(std::exp(log) == Approx(made).epsilon(0.03));
}

TEST_CASE("imports are what controls let through", "[observables]") {
  ConfigOptions closed;
  for (const char* key : {"open", "partial", "closed"})
    closed.set.emplace_back(std::string("cn.chips.quota_") + key, "0");
  const Observable first_years[] = {sum_of(Kind::imports, cn, 0, 24)};
  const Config as_it_is = test::shipped("baseline.toml");
  const ObservableRows open = observe_paths(as_it_is.forecast, {0, 8}, first_years);
  const Config without = test::shipped("baseline.toml", closed);
  const ObservableRows none = observe_paths(without.forecast, {0, 8}, first_years);
  for (std::uint64_t draw = 0; draw < 8; ++draw) {
    CHECK(total(open.of(draw, 0)) / 32 > 1e4);
    CHECK(total(none.of(draw, 0)) / 32 < 1);
  }
}

TEST_CASE("every instruction set and number of threads observes the same bits",
          "[observables][bits]") {
  const Config config = test::shipped("hindcast-2024.toml");
  const Observable some[] = {
      level_of(us, metric_installed_compute, 24), sum_of(Kind::spending, us, 0, 12, 0b11111),
      sum_of(Kind::imports, cn, 3, 20), sum_of(Kind::world_supply, us, 0, 24),
      level_of(cn, metric_training_compute, 11)};
  const ObservableRows reference = observe_paths(
      config.forecast, {7, 20}, some, {.threads = 1, .isa = static_cast<int>(CpuIsa::portable)});
  for (const CpuIsa isa : usable_isas()) {
    INFO(isa_name(isa));
    CHECK(
        observe_paths(config.forecast, {7, 20}, some, {.threads = 3, .isa = static_cast<int>(isa)})
            .logs == reference.logs);
  }
}

TEST_CASE("observables that a forecast does not have are refused", "[observables]") {
  const Config config = test::shipped("quick.toml");
  const Forecast forecast = config.forecast;
  for (const Observable& wrong :
       {level_of(us, metric_count, 1), level_of(2, 0, 1), level_of(us, 0, forecast.horizon + 1),
        sum_of(Kind::spending, us, 0, 12, 0), sum_of(Kind::spending, us, 0, 12, 1u << 9),
        sum_of(Kind::imports, cn, 5, 5)})
    CHECK_THROWS_AS(observe_paths(forecast, {0, 1}, std::span(&wrong, 1)), std::invalid_argument);
}

TEST_CASE("an observation that is stopped keeps nothing", "[observables]") {
  const Config config = test::shipped("baseline.toml");
  const Observable far[] = {level_of(us, 0, 200)};
  std::atomic<bool> stop{false};
  const RunControl control{StopToken(stop),
                           [&](std::uint64_t, std::span<const std::uint64_t>) { stop = true; }};
  const ObservableRows rows = observe_paths(config.forecast, {0, 20000}, far, {}, control);
  CHECK(rows.logs.empty());
}

}  // namespace racecast
