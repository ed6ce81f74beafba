#include <cstring>

#include "host/config/config.hpp"
#include "host/forecast/run.hpp"
#include "tests/catch.hpp"
#include "tests/config/texts.hpp"
#include "tests/support/engine_run.hpp"
#include "tests/support/same_forecast.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

bool same_bytes(const Config& a, const Config& b) {
  return test::same_bytes(a.forecast, b.forecast);
}

}  // namespace

TEST_CASE("the resolved text gives the same forecast, byte for byte", "[config]") {
  const std::string odd_name = "description = \"a \\\"quote\\\", a\\nline, a \\\\ and a tab\\t\"\n";
  const std::string text = minimal_text(
      // Elements in braces, by header and by dotted key, in an order that sorting would undo.
      channel_text("us", "zeta") + "growth = \"0.1 to 0.3\"\nvolatility.value = 0.1\n" +
          channel_text("us", "alpha", "state") +
          "growth = { dist = \"normal\", mean = 0.1, sd = 0.3333333333333333, max = 0.5 }\n" +
          programme_text("second") + programme_text("first") +
          programme_text("noted", "2020-01", "2020-02", "already_counted = true\n") +
          threshold_text("z", "1e8", "installed_compute") + threshold_text("y", "1_000.5"),
      odd_name);
  ConfigOptions options;
  options.set = {{"us.channel.mid",
                  "{ pool = \"market\", spend = 3, accelerator_share = \"0.3 to "
                  "0.6\" }"},
                 {"threshold.a", "{ metric = \"investment\", value = 0.1 }"},
                 {"run.seed", "9223372036854775807"},
                 {"accounting", "official"}};
  const Config config = parse_config(text, "t", options);
  const Config again = parse_config(config.resolved, "resolved");
  INFO(config.resolved);
  CHECK(same_bytes(config, again));
  CHECK(again.resolved == config.resolved);
  CHECK(again.channels[us] == std::vector<std::string>{"zeta", "alpha", "mid"});
  CHECK(again.programmes == std::vector<std::string>{"second", "first"});
  CHECK(again.thresholds.back().name == "a");
  CHECK(again.description == config.description);
  CHECK(again.accounting == "official");
  CHECK(again.trajectories == config.trajectories);
  CHECK(config.forecast.seed == 9223372036854775807u);
}

TEST_CASE("the resolved text of every shipped config gives the same forecast", "[config]") {
  for (const std::string& file : shipped_names()) {
    INFO(file);
    const Config config = shipped(file);
    const Config again = parse_config(config.resolved, "resolved");
    CHECK(same_bytes(config, again));
    CHECK(again.trajectories == config.trajectories);
    CHECK(again.resolved == config.resolved);
    ConfigOptions options;
    options.set = {{"us.power.growth", "0.1234"}};
    CHECK_FALSE(same_bytes(config, parse_config(config.resolved, "resolved", options)));
  }
}

TEST_CASE("a run of the resolved text has the same digest", "[config]") {
  const auto digest = [](const Config& config) {
    const auto engine = make_cpu_engine();
    return outcome_digest(run_forecast(config, *engine, {}));
  };
  const Config config = shipped("baseline.toml", {{{"run.trajectories", "4096"}}});
  const std::string expected = digest(config);
  CHECK(digest(parse_config(config.resolved, "resolved")) == expected);
  const ConfigOptions other = {{{"us.power.growth.mean", "0.38"}}};
  CHECK(digest(parse_config(config.resolved, "resolved", other)) != expected);
}

TEST_CASE("another order or another digit is another forecast", "[config]") {
  const std::string one = minimal_text(channel_text("us", "a") + channel_text("us", "b", "state"));
  const std::string two = minimal_text(channel_text("us", "b", "state") + channel_text("us", "a"));
  CHECK_FALSE(same_bytes(parse_config(one, "t"), parse_config(two, "t")));
  ConfigOptions options;
  options.set = {{"us.channel.a.growth", "0.1000001"}};
  CHECK_FALSE(same_bytes(parse_config(one, "t"), parse_config(one, "t", options)));
}

TEST_CASE("a forecast points at tables that copies of its config share", "[config]") {
  Config config = parse_config(minimal_text(channel_text("us", "a") +
                                            "growth = { dist = \"uniform\", low = 0, high = 1 }\n"),
                               "t");
  const Config copy = config;
  config = Config();
  REQUIRE(copy.forecast.cell_count > 1);
  CHECK(copy.forecast.cell == copy.tables->cells.data());
  CHECK(copy.forecast.prior[0].stream ==
        draw_stream(row_of(ParameterGroup::channel, "growth"), 0, "a"));
}

TEST_CASE("a resolved text that names a file is refused before the file is opened", "[config]") {
  using Catch::Contains;
  const Config config = shipped("baseline.toml");
  CHECK(same_bytes(config, parse_resolved(config.resolved, "result.h5")));
  for (const char* named : {"extends = \"none.toml\"\n", "evidence = \"none.toml\"\n"}) {
    CAPTURE(named);
    CHECK_THROWS_WITH(parse_resolved(named + config.resolved, "result.h5"),
                      Contains("result.h5:1:") && Contains("names a file") && !Contains("cannot"));
  }
  const std::string prior = "growth = { dist = \"empirical\", file = \"none.csv\" }\n";
  CHECK_THROWS_WITH(parse_resolved(minimal_text(channel_text("us", "a") + prior), "result.h5"),
                    Contains("'file' names a file") && !Contains("cannot"));
}
