// What must hold in every month of every path, over all shipped configs and in the extreme corners of
// their priors.
namespace racecast {
// Highest argument of exp() so far; it must stay below where exp() saturates.
inline float highest_exponent = -1e30f;
template <class F>
inline void watch_exponent(const F&) {}
inline void watch_exponent(float x) {
  if (!(x <= highest_exponent)) highest_exponent = x;  // a NaN shows too
}
}  // namespace racecast
#define RC_WATCH_EXP(x) ::racecast::watch_exponent(x)
#undef RC_ISA
#define RC_ISA watched  // this file's own copy of the kernels: the others do not watch

#include <cmath>
#include <random>

#include "kernels/engine/lane_warp.hpp"
#include "kernels/model/forecast_tables.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

using Warp = LaneWarp<float>;

/// Broken promises of the paths that it sees, and how often there was something to see.
struct Watcher {
  std::uint64_t months = 0;
  int not_finite = 0, negative = 0, beyond_full_use = 0, chips_made = 0, wrong_events = 0;
  int escalated = 0, mobilised = 0, unpowered = 0;  ///< months that would show a mistake
  double compute[warp_paths] = {};                  ///< of both nations, wherever it is, H100e
  std::int32_t events[max_horizon + 1][warp_paths];

  void operator()(int month, int lane, const PathState<float>& path, const WarpMemory& memory) {
    ++months;
    events[month][lane] = event_bits(memory.draw, path, month) >> event_shift;
    double sum = 0, made = 0;
    for (int n = 0; n < nation_count; ++n) {
      const NationState<float>& own = path.nation[n];
      const auto level = [&](int metric) { return memory.levels.value[n][metric][lane]; };
      for (int m = 0; m < metric_count; ++m) {
        not_finite += !std::isfinite(level(m));
        negative += level(m) < 0;
      }
      beyond_full_use += level(metric_utilisation) > 1.00001f || own.energised > 1.00001f;
      beyond_full_use += own.mobilised > 1.00001f || own.hidden_share > 1.00001f;
      mobilised += own.mobilised > 0.5f;
      unpowered += own.energised < 0.999f;
      sum += own.reserve;
      for (int pool = 0; pool < pool_count; ++pool) {
        sum += own.installed[pool];
        for (const float stage : own.building[pool]) sum += stage;
      }
      made += own.wafers * memory.tile.nation[n].fab_scale[month % tile_months];
    }
    escalated += path.world.escalated > 0;
    made += market_of(memory.draw, memory.tile.world, month % tile_months, path.world).supply;
    if (month > 0) chips_made += sum > (compute[lane] + made) * 1.0001;
    compute[lane] = sum;
  }

  /// Events of an arrival are those of the month in which its run began.
  void check_arrivals(const Forecast& forecast, const WarpMemory& memory) {
    for (int t = 0; t < forecast.threshold_count; ++t)
      for (int n = 0; n < nation_count; ++n)
        for (int lane = 0; lane < warp_paths; ++lane) {
          const std::int32_t code = memory.arrivals.code[t][n][lane];
          const int month = arrival_month(code, -1);
          wrong_events += month >= 0 && arrival_events(code, 0) != events[month][lane];
        }
  }
};

/// Runs the 32 paths of a draw whose parameters are `memory.draw`'s.
void watch(const Forecast& forecast, std::uint64_t draw, WarpMemory& memory, Watcher& watcher) {
  Warp warp;
  run_paths(warp, forecast, draw * warp_paths, warp_paths, memory, watcher);
  watcher.check_arrivals(forecast, memory);
}

/// The forecast with every prior fixed at the quantile of its score.
template <class Score>
OwnForecast at_scores(const Forecast& forecast, Score score) {
  OwnForecast fixed(forecast);
  for (int i = 0; i < forecast.prior_count; ++i)
    fixed.tables.fixed[static_cast<std::size_t>(forecast.prior[i].slot)] =
        quantile(forecast, forecast.prior[i], score(i));
  fixed.forecast.prior_count = 0;
  return fixed;
}

void check_promises(const Watcher& seen) {
  CHECK(seen.not_finite == 0);
  CHECK(seen.negative == 0);
  CHECK(seen.beyond_full_use == 0);
  CHECK(seen.chips_made == 0);
  CHECK(seen.wrong_events == 0);
  CHECK(highest_exponent < exp_highest);
}

/// Calls check(forecast, new watcher) for every shipped config.
template <class Check>
void for_each_config(Check check) {
  for (const std::string& name : test::shipped_names()) {
    INFO(name);
    highest_exponent = -1e30f;
    const Config config = test::shipped(name);
    check(config.forecast, std::make_unique<Watcher>());
  }
}

}  // namespace

TEST_CASE("promises hold on every path of every shipped config", "[invariants]") {
  for_each_config([](const Forecast& forecast, const auto& seen) {
    WarpMemory memory{};
    Warp warp;
    for (std::uint64_t draw = 0; draw < 16; ++draw) {
      sample_draw(warp, forecast, draw, memory.draw);
      watch(forecast, draw, memory, *seen);
    }
    check_promises(*seen);
    CHECK(seen->unpowered > 0);
    if (forecast.horizon > 200) {
      CHECK(seen->escalated > 0);
      CHECK(seen->mobilised > 0);
    }
  });
}

TEST_CASE("promises hold in the extreme corners of every prior", "[invariants]") {
  for_each_config([](const Forecast& forecast, const auto& seen) {
    std::mt19937 random(7);
    for (int corner = 0; corner < 20; ++corner) {
      // All low, all high, then a corner at random; |z| = 6.3 is what the generator can reach.
      const OwnForecast extreme = at_scores(forecast, [&](int) {
        const bool high = corner == 0 ? false : corner == 1 ? true : random() % 2 == 0;
        return high ? 6.3f : -6.3f;
      });
      WarpMemory memory{};
      Warp warp;
      sample_draw(warp, extreme.forecast, 0, memory.draw);
      watch(extreme.forecast, static_cast<std::uint64_t>(corner), memory, *seen);
    }
    check_promises(*seen);
  });
}

TEST_CASE("spending beyond one and a half ceilings is rare in every month", "[invariants]") {
  struct Spending {
    std::vector<int> beyond[nation_count];
    void operator()(int month, int lane, const PathState<float>&, const WarpMemory& memory) {
      for (int n = 0; n < nation_count; ++n) {
        const float fullness = memory.levels.value[n][metric_investment][lane] *
                               memory.tile.nation[n].ceiling_inverse[month % tile_months];
        beyond[n][static_cast<std::size_t>(month)] += fullness > 1.5f;
      }
    }
  };
  constexpr int draws = 64;
  for (const std::string& name : test::shipped_names()) {
    const Config config = test::shipped(name);
    const Forecast forecast = config.forecast;
    Spending seen;
    for (auto& of_nation : seen.beyond)
      of_nation.assign(static_cast<std::size_t>(forecast.horizon) + 1, 0);
    WarpMemory memory{};
    Warp warp;
    for (std::uint64_t draw = 0; draw < draws; ++draw) {
      sample_draw(warp, forecast, draw, memory.draw);
      run_paths(warp, forecast, draw * warp_paths, warp_paths, memory, seen);
    }
    for (int n = 0; n < nation_count; ++n) {
      const int worst = *std::max_element(seen.beyond[n].begin(), seen.beyond[n].end());
      INFO(name << ", nation " << n << ": " << worst << " of " << draws * warp_paths);
      CHECK(worst < draws * warp_paths / 100);
    }
  }
}

TEST_CASE("a broken promise is noticed", "[invariants]") {
  // The twin that must fail: chips from nowhere, a utilisation beyond 1, a number that overflows.
  const Config config = test::shipped("quick.toml");
  const OwnForecast own = at_scores(config.forecast, [](int) { return 0.0f; });
  const Forecast& forecast = own.forecast;
  const auto seen = std::make_unique<Watcher>();
  WarpMemory memory{};
  Warp warp;
  sample_draw(warp, forecast, 0, memory.draw);
  memory.draw.world.stock_keep = 1.05f;                     // stock that grows by itself
  memory.draw.nation[cn].training_factor = 1e38f;           // overflows
  memory.draw.parameters.nation[cn].grid_cut = -2.0f;            // energises more than there is
  memory.draw.parameters.nation[cn].grid_hazard = 12.0f;
  highest_exponent = -1e30f;
  watch(forecast, 0, memory, *seen);
  CHECK(seen->chips_made > 0);
  CHECK(seen->not_finite > 0);
  CHECK(seen->beyond_full_use > 0);
  exp(100.0f);
  CHECK(highest_exponent >= exp_highest);
}

}  // namespace racecast
