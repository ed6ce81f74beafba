// Trajectory numbers and counts that 32 bits do not hold.
#include "host/forecast/run.hpp"
#include "host/inference/probability.hpp"
#include "host/result/packed_counts.hpp"
#include "host/result/sum_rules.hpp"
#include "host/result/tally.hpp"
#include "host/results/result_file.hpp"
#include "kernels/engine/trace.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"
#include "tests/results/temporary_folder.hpp"
#include "tests/support/engine_run.hpp"

using Catch::Matchers::ContainsSubstring;

namespace racecast {
namespace {

constexpr std::uint64_t first_trajectory = (std::uint64_t{1} << 40) - 1000;

Config last_thousand(std::uint64_t trajectories) {
  return test::shipped("quick.toml", {{{"run.trajectories", std::to_string(trajectories)},
                                       {"run.paths_per_draw", "8"},
                                       {"run.samples", "125"}}});
}

}  // namespace

TEST_CASE("the last trajectories of 2^40 run, and none beyond", "[forecast]") {
  const Config config = last_thousand(1000);
  const RunOptions options = {.first_draw = first_trajectory / 8};
  const Result result = run_forecast(config, *make_cpu_engine(), options);
  REQUIRE(result.samples.size() == 125);
  CHECK(result.samples.trajectories.front() == first_trajectory);
  CHECK(result.samples.trajectories.back() == (std::uint64_t{1} << 40) - 8);
  // Path by path, as `replay` runs them one at a time.
  std::vector<std::uint64_t> outcomes(static_cast<std::size_t>(result.layout.thresholds) *
                                      outcome_count);
  const Forecast forecast = config.forecast;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const Trace path = trace(forecast, first_trajectory + i);
    for (std::size_t k = 0; k < path.outcomes.size(); ++k)
      ++outcomes[k * outcome_count + static_cast<std::size_t>(path.outcomes[k])];
  }
  CHECK(outcomes == outcome_counts(result));
  // Numbers that differ in the high bits alone are other trajectories.
  const RunOptions low = {.first_draw = options.first_draw & 0xffffffffu};
  CHECK(counts_digest(run_forecast(config, *make_cpu_engine(), low)) != counts_digest(result));
  CHECK_THROWS_WITH(run_forecast(last_thousand(1008), *make_cpu_engine(), options),
                    ContainsSubstring("40 bits"));
}

TEST_CASE("counts beyond 2^32 are written, read, packed and summed up", "[results]") {
  constexpr std::uint64_t times = std::uint64_t{1} << 26;
  const synthetic::Shape shape = {
      .thresholds = 2, .horizon = 6, .paths_per_draw = 8, .first_draw = 0, .draws = 1024};
  Result result = synthetic::count_race(shape, [](std::uint64_t draw, int path, int) {
    return std::pair(static_cast<int>(draw % 7), path % 7);
  });
  const Probability once = outcome_probability(result, 0, us_first);
  for (std::uint64_t& count : result.counts) count *= times;
  result.provenance.draws *= times;
  result.provenance.run_draws = result.provenance.draws;
  REQUIRE(result.trajectories() == std::uint64_t{1} << 39);
  CHECK_FALSE(find_violation(result));
  const synthetic::TemporaryFolder folder;
  write_result(folder.file("large.h5"), result);
  const Result read = read_result(folder.file("large.h5"));
  CHECK(read.counts == result.counts);
  CHECK(outcome_digest(read) == outcome_digest(result));
  const Probability many = outcome_probability(read, 0, us_first);
  CHECK(many.count == once.count * times);
  CHECK(many.count > std::uint64_t{1} << 32);
  CHECK(many.estimate == once.estimate);
  CHECK(many.high - many.low < (once.high - once.low) / 1000);
  std::vector<std::uint64_t> sum(result.counts.size());
  const std::vector<std::byte> packed = pack_counts(result.counts, {}, {});
  unpack_counts(packed, sum);
  unpack_counts(packed, sum);
  for (std::size_t i = 0; i < sum.size(); ++i) REQUIRE(sum[i] == 2 * result.counts[i]);
}

}  // namespace racecast
