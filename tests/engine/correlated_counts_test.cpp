// Counts of a forecast with correlated priors: the same however they are computed.
#include "host/result/result.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"
#include "tests/support/mirror.hpp"

namespace racecast {
namespace {

using Counts = std::vector<std::uint64_t>;

const std::string across_nations =
    R"([{ between = ["us.power.growth", "cn.power.growth"], rank = 0.9 },
        { among = ["algorithms.growth_half_life", "us.channel.amazon.growth",
                   "cn.fabs.growth", "us.investment.growth_shift", "cn.investment.growth_shift",
                   "threshold.effective_uncertain.value"], rank = 0.5 }])";

Config correlated(const std::string& correlations = across_nations) {
  std::string line = correlations;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return test::shipped("quick.toml", {.set = {{"correlation", line}}});
}

}  // namespace

TEST_CASE("correlated priors give one set of counts on every instruction set",
          "[bits][correlation]") {
  const Config config = correlated();
  const Forecast forecast = config.forecast;
  REQUIRE(forecast.score_part_count > 10);
  const Counts reference =
      test::run_cpu(forecast, {0, 64}, {.threads = 1, .isa = static_cast<int>(CpuIsa::portable)});
  for (const CpuIsa isa : usable_isas()) {
    INFO(isa_name(isa));
    CHECK(test::run_cpu(forecast, {0, 64}, {.threads = 2, .isa = static_cast<int>(isa)}) ==
          reference);
  }
  const Config plain = test::shipped("quick.toml");
  CHECK(test::run_cpu(plain.forecast, {0, 64}) != reference);
}

TEST_CASE("exchanging the nations mirrors counts with correlations across nations",
          "[bits][correlation]") {
  const Config config = correlated();
  const Forecast forecast = config.forecast;
  const Counts given = test::run_cpu(forecast, {0, 200});
  const Counts seen = test::run_cpu(test::mirrored(forecast).forecast, {0, 200});
  const CountsLayout at = layout_of(forecast);
  int different = 0, filled = 0;
  for (int t = 0; t < at.thresholds; ++t)
    for (int a = 0; a < at.months(); ++a)
      for (int b = 0; b < at.months(); ++b) {
        const std::uint64_t n = given[static_cast<std::size_t>(at.joint(t, a, b))];
        different += n != seen[static_cast<std::size_t>(at.joint(t, b, a))];
        filled += n != 0;
      }
  CHECK(different == 0);
  CHECK(filled > 20);
  CHECK(seen != given);
}

TEST_CASE("the resolved text of a correlated config gives the same digest", "[bits][correlation]") {
  const auto digest = [](const Config& config) {
    Result result;
    result.layout = layout_of(config.forecast);
    result.counts = test::run_cpu(config.forecast, {0, 64});
    return outcome_digest(result);
  };
  const Config config = correlated();
  const std::string given = digest(config);
  CHECK(digest(parse_config(config.resolved, "elsewhere/resolved.toml")) == given);
  CHECK(digest(test::shipped("quick.toml")) != given);
}

}  // namespace racecast
