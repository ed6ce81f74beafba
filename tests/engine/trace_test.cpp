// A trajectory that is run alone is the one that the batch ran.
#include "kernels/engine/trace.hpp"

#include <cstring>
#include <set>
#include <string>

#include "kernels/model/parameter_table.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

/// The counts that trajectories of whole draws give, without those of batches.
std::vector<std::uint64_t> counted(const Forecast& forecast, std::uint64_t draws) {
  const CountsLayout at = layout_of(forecast);
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(at.size()));
  const auto paths = static_cast<std::uint64_t>(forecast.paths_per_draw);
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    std::vector<int> us_wins(static_cast<std::size_t>(forecast.threshold_count));
    for (std::uint64_t path = 0; path < paths; ++path) {
      const Trace seen = trace(forecast, draw * paths + path);
      for (int i = 0; i < forecast.threshold_count; ++i) {
        const auto place = static_cast<std::size_t>(i);
        const auto add = [&](std::int64_t cell) { ++counts[static_cast<std::size_t>(cell)]; };
        const int us_month = seen.arrivals[2 * place], cn_month = seen.arrivals[2 * place + 1];
        add(at.joint(i, us_month, cn_month));
        add(at.event_outcome(i, seen.patterns[place], seen.outcomes[place]));
        add(at.outcome_batch(static_cast<int>(draw), i, seen.outcomes[place]));
        add(at.arrival_batch(static_cast<int>(draw), i, us, us_month));
        add(at.arrival_batch(static_cast<int>(draw), i, cn, cn_month));
        us_wins[place] += seen.outcomes[place] == us_first ? 1 : 0;
      }
    }
    for (int i = 0; i < forecast.threshold_count; ++i)
      ++counts[static_cast<std::size_t>(at.odds(i, us_wins[static_cast<std::size_t>(i)]))];
  }
  return counts;
}

}  // namespace

TEST_CASE("traced trajectories are those that the batch counts", "[trace][bits]") {
  for (const int paths : {8, 32, 64}) {
    CAPTURE(paths);
    Forecast forecast;
    const Config config = shipped("baseline.toml", {{{"run.horizon_months", "120"}}});
    forecast = config.forecast;
    forecast.paths_per_draw = paths;
    constexpr std::uint64_t draws = 2;
    const bool equal = counted(forecast, draws) == run_cpu(forecast, {0, draws});
    CHECK(equal);  // in words: the counts would fill pages
    // A twin: other random numbers are other trajectories.
    Forecast other = forecast;
    other.seed += 1;
    const bool same = counted(other, draws) == run_cpu(forecast, {0, draws});
    CHECK_FALSE(same);
  }
}

TEST_CASE("a trace has a value for every month, column and parameter", "[trace]") {
  const Config config = shipped("quick.toml");
  const Forecast forecast = config.forecast;
  const Trace seen = trace(forecast, 77);
  const auto months = static_cast<std::size_t>(forecast.horizon + 1);
  CHECK(seen.trajectory == 77);
  CHECK(seen.months == forecast.horizon + 1);
  CHECK(seen.given.size() == static_cast<std::size_t>(slot_count()));
  CHECK(seen.metrics.size() == months * nation_count * metric_count);
  CHECK(seen.states.size() == months * state_columns().size());
  CHECK(seen.numbers.size() == months * number_columns().size());
  CHECK(seen.events.size() == months);
  std::set<std::string> names;
  for (const auto& columns : {state_columns(), number_columns()})
    for (const TraceColumn& column : columns) {
      names.insert(std::string(column.nation) + '.' + column.name);
      CHECK(std::strlen(column.meaning) > 0);
      CHECK(std::strlen(column.unit) > 0);
    }
  CHECK(names.size() == state_columns().size() + number_columns().size());
}

TEST_CASE("installed compute is what the pools hold in every month", "[trace]") {
  const Config config = shipped("quick.toml");
  const Trace seen = trace(config.forecast, 5);
  const auto columns = state_columns();
  for (int nation = 0; nation < nation_count; ++nation)
    for (int month = 0; month < seen.months; ++month) {
      float sum = 0;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string name = columns[i].name;
        if (columns[i].nation == std::string(nation == us ? "us" : "cn") &&
            (name == "installed_market" || name == "installed_state"))
          sum += seen.states[static_cast<std::size_t>(month) * columns.size() + i];
      }
      // accounting = "ownership" counts each H100e once.
      CHECK(seen.metric(month, nation, metric_installed_compute) == Approx(sum).epsilon(1e-6));
    }
}
