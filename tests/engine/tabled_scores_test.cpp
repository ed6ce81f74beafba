// Scores from a table: the same draws as random ones where the table holds those, on every
// instruction set; and what the rows of a draw say of its months.
#include <algorithm>

#include "host/config/config.hpp"
#include "host/design/tabled_forecast.hpp"
#include "kernels/engine/draw_parameters.hpp"
#include "kernels/engine/trace.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

constexpr std::uint64_t first = 5, tabled_draws = 24;

/// The own scores that random draws have.
std::vector<float> random_scores(const Forecast& forecast, const TabledForecast& tabled) {
  std::vector<float> z;
  for (std::uint64_t i = 0; i < tabled_draws; ++i)
    for (const std::uint32_t stream : tabled.streams())
      z.push_back(own_score(forecast, {stream, 0, 0, 0}, first + i));
  return z;
}

const char* const configs[] = {"configs/baseline.toml", "tests/bits/correlated.toml"};

}  // namespace

TEST_CASE("a table of a run's own scores gives the run", "[bits][design]") {
  for (const char* path : configs) {
    INFO(path);
    const Config config = load_config(std::string(RACECAST_SOURCE_DIR "/") + path);
    const TabledForecast tabled(config.forecast);
    const std::vector<float> z = random_scores(config.forecast, tabled);
    const std::vector<std::uint64_t> plain = test::run_cpu(config.forecast, {first, tabled_draws});
    for (const CpuIsa isa : usable_isas()) {
      INFO(isa_name(isa));
      CHECK(test::run_cpu(tabled.with(z, first), {first, tabled_draws},
                          {.threads = 2, .isa = static_cast<int>(isa)}) == plain);
    }
  }
}

TEST_CASE("one score of a table moves one parameter, or those that share a part", "[design]") {
  const Config config = load_config(RACECAST_SOURCE_DIR "/configs/quick.toml");
  const TabledForecast tabled(config.forecast);
  std::vector<float> z(tabled.width());
  const DrawParameters before = draw_parameters(tabled.with(z, 0), 0);
  for (std::size_t i = 0; i < tabled.width(); ++i) {
    z.assign(tabled.width(), 0.0f);
    z[i] = 1.0f;
    const DrawParameters after = draw_parameters(tabled.with(z, 0), 0);
    int moved = 0;
    for (std::size_t slot = 0; slot < after.given.size(); ++slot)
      moved += after.given[slot] != before.given[slot];
    INFO("score " << i);
    CHECK(moved == 1);
  }
}

TEST_CASE("rows hold the restricted months of arrival of a draw's paths", "[design]") {
  const Config config = load_config(RACECAST_SOURCE_DIR "/configs/quick.toml");
  const Forecast forecast = config.forecast;
  DrawOutcomes rows(forecast.threshold_count, first, 4);
  rows.ask_months();
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout_of(forecast).size()));
  make_cpu_engine()->run(forecast, {first, 4}, {counts, nullptr, &rows}, {});
  for (std::uint64_t row = 0; row < 4; ++row)
    for (int i = 0; i < forecast.threshold_count; ++i)
      for (int nation = 0; nation < nation_count; ++nation) {
        std::uint32_t sum = 0;
        for (int path = 0; path < forecast.paths_per_draw; ++path) {
          const Trace seen =
              trace(forecast, (first + row) * static_cast<std::uint64_t>(forecast.paths_per_draw) +
                                  static_cast<std::uint64_t>(path));
          sum += static_cast<std::uint32_t>(
              std::min(seen.arrivals[static_cast<std::size_t>(i * nation_count + nation)],
                       forecast.horizon));
        }
        CHECK(rows.month_sum(row, i, nation) == sum);
      }
}

}  // namespace racecast
