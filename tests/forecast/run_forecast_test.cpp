// run_forecast with engines that do as they are told.
#include "host/forecast/run.hpp"

#include <stdexcept>

#include "host/error.hpp"
#include "tests/catch.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;

namespace {

const std::string question = std::string(RACECAST_SOURCE_DIR) + "/configs/quick.toml";

Config small_config() { return load_config(question, {{{"run.trajectories", "64"}}}); }

/// Counts every trajectory as one that reaches nothing; wrongly, or not at all, when told so.
class ObedientEngine final : public Engine {
 public:
  bool loses_one = false;
  bool fails = false;
  Range asked;

  DeviceInfo device() const override { return {"cpu", "obedient", "1 thread"}; }
  std::uint64_t run(const Forecast& forecast, Range range, const Tally& to,
                    const RunControl& control) override {
    if (fails) throw std::runtime_error("out of order");
    asked = range;
    const std::vector<std::uint64_t> outcomes(
        static_cast<std::size_t>(forecast.threshold_count * outcome_count), 0);
    control.report(0, outcomes);
    if (control.stop.stop_requested()) return 0;
    const std::span<std::uint64_t> counts = to.counts;
    const CountsLayout layout = layout_of(forecast);
    const auto paths = static_cast<std::uint64_t>(layout.paths_per_draw);
    for (std::uint64_t draw = range.first_draw; draw < range.first_draw + range.draws; ++draw)
      for (int threshold = 0; threshold < layout.thresholds; ++threshold)
        add(layout, threshold, draw, paths, counts);
    if (to.draws != nullptr)
      for (std::size_t i = neither; i < to.draws->paths.size(); i += outcome_count)
        to.draws->paths[i] = static_cast<std::uint32_t>(paths);
    if (to.fan != nullptr)
      for (FanSeries& series : to.fan->series()) series.add(1, range.draws);
    if (loses_one)
      --counts[static_cast<std::size_t>(layout.joint(0, layout.never(), layout.never()))];
    control.report(range.draws, outcomes);
    return range.draws;
  }

 private:
  static void add(const CountsLayout& layout, int threshold, std::uint64_t draw,
                  std::uint64_t paths, std::span<std::uint64_t> counts) {
    const int never = layout.never();
    const int batch = static_cast<int>(draw % outcome_batches);
    const int arrival_batch = static_cast<int>(draw % arrival_batches);
    const auto cell = [&](std::int64_t place) -> std::uint64_t& {
      return counts[static_cast<std::size_t>(place)];
    };
    cell(layout.joint(threshold, never, never)) += paths;
    cell(layout.odds(threshold, 0)) += 1;
    cell(layout.event_outcome(threshold, 0, neither)) += paths;
    cell(layout.outcome_batch(batch, threshold, neither)) += paths;
    for (int nation = 0; nation < nation_count; ++nation)
      cell(layout.arrival_batch(arrival_batch, threshold, nation, never)) += paths;
  }
};

}  // namespace

TEST_CASE("a run records what was asked, of whom and by whom", "[forecast]") {
  const Config config = small_config();
  ObedientEngine engine;
  RunOptions options;
  options.first_draw = 5;
  options.command = "racecast run";
  const Result result = run_forecast(config, engine, options);
  CHECK(engine.asked.first_draw == 5);
  CHECK(result.draws() * static_cast<std::uint64_t>(config.forecast.paths_per_draw) ==
        config.trajectories);
  CHECK(result.provenance.first_draw == 5);
  CHECK(result.provenance.command == "racecast run");
  CHECK(result.provenance.device_name == "obedient");
  CHECK(result.provenance.seed == config.forecast.seed);
  CHECK(result.provenance.config_resolved == config.resolved);
  CHECK(result.provenance.created.size() == std::string("2026-01-01T00:00:00Z").size());
  CHECK(result.provenance.path_months_per_second > 0);
  CHECK(result.primary == config.forecast.primary);
}

TEST_CASE("progress is passed on, and a stop interrupts", "[forecast]") {
  const Config config = small_config();
  ObedientEngine engine;
  Progress seen;
  std::atomic<bool> stop{true};
  const ForecastControl control{StopToken(stop),
                                [&](const Progress& progress) { seen = progress; }};
  try {
    run_forecast(config, engine, {}, control);
    FAIL("the run was not interrupted");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::interrupted);
  }
  CHECK(seen.draws_done == 0);
  stop = false;
  run_forecast(config, engine, {}, control);
  CHECK(seen.draws_done == seen.draws);
  // There is nothing left to stop once all is done.
  const auto stop_at_the_end = [&](const Progress& now) { stop = now.draws_done == now.draws; };
  CHECK_NOTHROW(run_forecast(config, engine, {}, {StopToken(stop), stop_at_the_end}));
}

TEST_CASE("counts that do not add up and devices that fail are errors", "[forecast]") {
  const Config config = small_config();
  ObedientEngine engine;
  engine.loses_one = true;
  CHECK_THROWS_WITH(run_forecast(config, engine, {}), ContainsSubstring("computed wrongly"));
  engine.loses_one = false;
  engine.fails = true;
  CHECK_THROWS_WITH(run_forecast(config, engine, {}),
                    ContainsSubstring("the device failed (out of order)"));
}

TEST_CASE("draws beyond the random-number counter are refused", "[forecast]") {
  const Config config = small_config();
  ObedientEngine engine;
  RunOptions options;
  const auto paths = static_cast<std::uint64_t>(config.forecast.paths_per_draw);
  options.first_draw = max_trajectories / paths - config.trajectories / paths + 1;
  CHECK_THROWS_WITH(run_forecast(config, engine, options), ContainsSubstring("40 bits"));
  --options.first_draw;
  CHECK_NOTHROW(run_forecast(config, engine, options));
}
