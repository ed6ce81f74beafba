#include <array>
#include <cmath>

#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"
#include "verification/processes/estimate.hpp"
#include "verification/processes/observe.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

using Outcomes = std::array<std::uint64_t, outcome_count>;

Outcomes observed_outcomes(const verification::Observation& seen, int threshold) {
  Outcomes outcomes{};
  for (std::uint64_t draw = 0; draw < seen.draws; ++draw)
    for (std::size_t path = 0; path < static_cast<std::size_t>(seen.paths); ++path) {
      const int us_month = seen.arrivals(draw, threshold, us)[path];
      const int cn_month = seen.arrivals(draw, threshold, cn)[path];
      const int which = us_month < cn_month       ? us_first
                        : cn_month < us_month     ? cn_first
                        : us_month < seen.never ? same_month
                                                  : neither;
      ++outcomes[static_cast<std::size_t>(which)];
    }
  return outcomes;
}

Outcomes counted_outcomes(const Forecast& forecast, std::span<const std::uint64_t> counts,
                          int threshold) {
  const CountsLayout at = layout_of(forecast);
  Outcomes outcomes{};
  for (int batch = 0; batch < outcome_batches; ++batch)
    for (int outcome = 0; outcome < outcome_count; ++outcome)
      outcomes[static_cast<std::size_t>(outcome)] +=
          counts[static_cast<std::size_t>(at.outcome_batch(batch, threshold, outcome))];
  return outcomes;
}

}  // namespace

TEST_CASE("an observation sees the arrivals that the engine counts", "[bench]") {
  constexpr std::uint64_t draws = 25;
  for (const std::string& name : shipped_names()) {
    const Config config = shipped(name);
    const Forecast forecast = config.forecast;
    const auto counts = run_cpu(forecast, {0, draws});
    const verification::Observation seen = verification::observe(forecast, {}, draws, 1);
    for (int i = 0; i < forecast.threshold_count; ++i) {
      INFO(name << ", threshold " << i);
      CHECK(observed_outcomes(seen, i) == counted_outcomes(forecast, counts, i));
    }
  }
}

TEST_CASE("an observation does not depend on the number of threads", "[bench]") {
  constexpr std::uint64_t draws = 100;
  const Config config = shipped("quick.toml");
  const verification::ObservationRequest request = {{0, 12, 36}, 3, {0, 2}};
  const verification::Observation one = verification::observe(config.forecast, request, draws, 1);
  const verification::Observation three = verification::observe(config.forecast, request, draws, 3);
  for (std::uint64_t draw = 0; draw < draws; ++draw)
    for (int nation = 0; nation < nation_count; ++nation)
      for (int metric = 0; metric < metric_count; ++metric) {
        REQUIRE(one.fingerprint(draw, nation, metric)[0] ==
                three.fingerprint(draw, nation, metric)[0]);
        for (int place = 0; place < 3; ++place)
          REQUIRE(std::ranges::equal(one.log_levels(draw, place, nation, metric),
                                     three.log_levels(draw, place, nation, metric)));
      }
}

TEST_CASE("money of a year is the mean of its months' rates", "[bench]") {
  // Spending that stands still: twelve months at the rate of the start.
  ConfigOptions options;
  const Config plain = shipped("quick.toml");
  for (const std::string& name : plain.channels[us])
    for (const char* key : {".growth", ".volatility", ".sentiment_loading", ".race_response",
                            ".bust_loading", ".surge_loading"})
      options.set.emplace_back("us.channel." + name + key, "0");
  for (const char* key : {"growth_shift", "late_growth", "ceiling_pull"})
    options.set.emplace_back(std::string("us.investment.") + key, "0");
  options.set.emplace_back("us.channel." + plain.channels[us][1] + ".spend", "50");
  const Config config = shipped("quick.toml", options);
  const verification::Observation seen = verification::observe(config.forecast, {{}, 2, {1}}, 20, 1);
  for (std::uint64_t draw = 0; draw < seen.draws; ++draw)
    for (const float sum : seen.money(draw, 1, Money::channels))
      REQUIRE(sum == Approx(50).epsilon(1e-5));
}

TEST_CASE("errors come from the spread between draws", "[bench]") {
  const std::vector<double> from = {1, 2, 3, 4}, to = {2, 3, 4, 9};
  CHECK(verification::mean(from).value == 2.5);
  CHECK(verification::mean(from).error == Approx(std::sqrt(5.0 / 3 / 4)));
  // Changes 1, 1, 1, 5: mean 2, squares 1 + 1 + 1 + 9.
  CHECK(verification::mean_change(from, to).value == 2);
  CHECK(verification::mean_change(from, to).error == Approx(1));
  CHECK(verification::mean_change(from, from).significance() == 0);
  CHECK(std::isinf(verification::mean_change({{1, 1}}, {{2, 2}}).significance()));
  CHECK(verification::signed_text({-1.234, 0.0321}) == "-1.23±0.03");
}
