// Fan counts are the metrics of one path a draw, whoever counts them.
#include <cmath>
#include <cstring>

#include "kernels/engine/trace.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

std::uint32_t bits_of(float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

FanCounts counted(const Forecast& forecast, Range range, const CpuOptions& options) {
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout_of(forecast).size()));
  FanCounts fan(forecast.horizon);
  make_cpu_engine(options)->run(forecast, range, {counts, &fan}, {});
  return fan;
}

/// The same from trajectories that run alone. `shift` is a planted mistake: another path's.
FanCounts traced(const Forecast& forecast, Range range, std::uint64_t shift = 0) {
  FanCounts fan(forecast.horizon);
  const auto paths = static_cast<std::uint64_t>(forecast.paths_per_draw);
  for (std::uint64_t i = 0; i < range.draws; ++i) {
    const std::uint64_t draw = range.first_draw + i;
    const Trace seen = trace(forecast, draw * paths + (draw + shift) % paths);
    for (int month = 0; month < seen.months; ++month)
      for (int nation = 0; nation < nation_count; ++nation)
        for (int metric = 0; metric < metric_count; ++metric)
          fan.at(month, nation, metric)
              .add(fan_bucket(metric, bits_of(seen.metric(month, nation, metric))), 1);
  }
  return fan;
}

}  // namespace

TEST_CASE("fan counts are the metrics of the path draw mod paths_per_draw", "[fan]") {
  for (const int paths : {8, 32, 64}) {
    CAPTURE(paths);
    const Config config = shipped("baseline.toml", {{{"run.horizon_months", "40"}}});
    Forecast forecast = config.forecast;
    forecast.paths_per_draw = paths;
    const Range range = {31, 70};
    const FanCounts wanted = traced(forecast, range);
    for (const CpuIsa isa : usable_isas()) {
      CAPTURE(isa_name(isa));
      const bool equal = counted(forecast, range, {1, static_cast<int>(isa), 16}) == wanted;
      CHECK(equal);
    }
    const bool twin = traced(forecast, range, 1) == wanted;
    CHECK_FALSE(twin);
  }
}

TEST_CASE("fan counts show neither threads nor chunks nor the order of ranges", "[fan]") {
  const Config config = shipped("quick.toml");
  const Forecast forecast = config.forecast;
  const FanCounts one = counted(forecast, {0, 300}, {1, -1, 16});
  CHECK((counted(forecast, {0, 300}, {2, -1, 7}) == one));
  CHECK((counted(forecast, {0, 300}, {2, -1, 100}) == one));
  FanCounts sum = counted(forecast, {200, 100}, {});
  sum.add(counted(forecast, {0, 200}, {}));
  CHECK((sum == one));
  for (const FanSeries& series : one.series()) {
    std::uint64_t draws = 0;
    for (const std::uint64_t n : series.counts) draws += n;
    CHECK(draws == 300);
  }
}

TEST_CASE("dense counts, as a GPU keeps them, become the same series", "[fan]") {
  const Config config = shipped("quick.toml");
  const Forecast forecast = config.forecast;
  const FanCounts wanted = counted(forecast, {0, 100}, {});
  const FanLayout layout{forecast.horizon};
  std::vector<std::uint32_t> cells(static_cast<std::size_t>(layout.size()));
  for (int month = 0; month <= forecast.horizon; ++month)
    for (int nation = 0; nation < nation_count; ++nation)
      for (int metric = 0; metric < metric_count; ++metric) {
        const FanSeries& series = wanted.at(month, nation, metric);
        for (std::size_t i = 0; i < series.counts.size(); ++i)
          cells[static_cast<std::size_t>(
              layout.cell(month, nation, metric, series.first + static_cast<int>(i)))] =
              static_cast<std::uint32_t>(series.counts[i]);
      }
  FanCounts fan(forecast.horizon);
  SharedFan(fan).add_cells(cells);
  CHECK((fan == wanted));
}

TEST_CASE("a bucket's middle is within 2^-8 of what falls into it", "[fan]") {
  for (int metric = 0; metric < metric_count; ++metric) {
    CAPTURE(metric_rows[metric].name);
    const int last = fan_buckets(metric) - 1;
    CHECK(fan_bucket(metric, bits_of(0.0f)) == 0);
    CHECK(fan_bucket(metric, bits_of(std::ldexp(0.999f, first_octave(metric)))) == 0);
    CHECK(fan_bucket(metric, bits_of(std::ldexp(1.0f, first_octave(metric)))) == 1);
    CHECK(fan_bucket(metric, bits_of(3e38f)) == last);
    double worst = 0;
    for (float level = std::ldexp(1.0f, first_octave(metric)); level < 3e38f; level *= 1.0013f) {
      const int bucket = fan_bucket(metric, bits_of(level));
      if (bucket == last) break;
      const FanBucket edges = fan_edges(metric, bucket);
      REQUIRE(edges.low <= static_cast<double>(level));
      REQUIRE(static_cast<double>(level) < edges.high);
      worst = std::max(worst, std::fabs(edges.middle() / static_cast<double>(level) - 1));
    }
    CHECK(worst <= fan_relative_error);
    CHECK(worst > 0.9 * fan_relative_error);
  }
}
