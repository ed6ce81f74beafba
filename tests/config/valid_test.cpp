#include "host/config/config.hpp"
#include "tests/catch.hpp"
#include "tests/config/texts.hpp"
#include "tests/support/named_parameters.hpp"

using namespace racecast;
using namespace racecast::test;

TEST_CASE("a minimal config gives a forecast with its defaults", "[config]") {
  const Config config = parse_config(minimal_text(), "minimal.toml");
  CHECK(config.name == "minimal");
  CHECK(config.path == "minimal.toml");
  CHECK(config.start == YearMonth{2026, 1});
  CHECK(config.trajectories == 1'000'000);
  CHECK(config.forecast.horizon == 24);
  CHECK(config.forecast.paths_per_draw == 32);
  CHECK(config.forecast.seed == 1);
  CHECK(config.forecast.prior_count == 0);
  CHECK(config.forecast.cell == nullptr);
  CHECK(config.accounting == "ownership");
  CHECK(config.forecast.accounting == Accounting::ownership);
  CHECK(config.forecast.nation_stream[us] == 0);
  CHECK(config.forecast.nation_stream[cn] == 1);
  REQUIRE(config.thresholds.size() == 1);
  CHECK(config.thresholds[0].name == "first_one");
  CHECK(config.thresholds[0].value == "5");
  CHECK(config.thresholds[0].hold_months == 1);
  CHECK(config.forecast.threshold[0].sign == 1);
  CHECK(fixed_of(config.forecast).threshold[0].value == 5.0f);
}

TEST_CASE("absent rows take the value of the parameter table", "[config]") {
  const Config config = parse_config(minimal_text(channel_text("us", "a")), "t");
  for (const ParameterRow& row : parameter_rows()) {
    if (row.required() || row.group == ParameterGroup::programme) continue;
    const int nation = row.group == ParameterGroup::nation ? cn : us;
    CAPTURE(row.key);
    CHECK(config.forecast.fixed[parameter_slot(row, nation, 0)] == static_cast<float>(row.absent));
  }
}

TEST_CASE("channels keep the order of the file, not of their names", "[config]") {
  const Config config = parse_config(
      minimal_text(channel_text("us", "zeta", "state") + channel_text("us", "alpha") +
                   channel_text("cn", "mid", "state") + channel_text("us", "beta")),
      "t");
  CHECK(config.channels[us] == std::vector<std::string>{"zeta", "alpha", "beta"});
  CHECK(config.channels[cn] == std::vector<std::string>{"mid"});
  CHECK(config.forecast.channel_count[us] == 3);
  CHECK(config.forecast.channel_pool[us][0] == Pool::state);
  CHECK(config.forecast.channel_pool[us][1] == Pool::market);
  CHECK(config.forecast.channel_pool[cn][0] == Pool::state);
}

TEST_CASE("thresholds keep the order of the file", "[config]") {
  const std::string text =
      header_text + world_text() + run_text + nations_text() +
      threshold_text("power", "{ value = 3 }", "ai_power") + threshold_text() +
      threshold_text("second", "\"1e8 to 4e8\"", "installed_compute") +
      threshold_text("third", "7", "investment") + "direction = \"below\"\nhold_months = 6\n";
  const Config config = parse_config(text, "t");
  const Forecast& forecast = config.forecast;
  REQUIRE(forecast.threshold_count == 4);
  CHECK(forecast.primary == 1);
  CHECK(config.thresholds[2].value == "1e8 to 4e8");
  CHECK(forecast.threshold[0].metric == metric_ai_power);
  CHECK(forecast.threshold[2].metric == metric_installed_compute);
  const ThresholdRule& below = forecast.threshold[3];
  CHECK(below.metric == metric_investment);
  CHECK(below.sign == -1);
  CHECK(below.hold_months == 6);
  CHECK(fixed_of(forecast).threshold[3].value == 7.0f);
}

TEST_CASE("the primary threshold is the one that is named", "[config]") {
  std::string text = minimal_text(threshold_text("cheap", "0.1", "token_cost") +
                                  "direction = \"below\"\n" +
                                  threshold_text("power", "3", "ai_power"));
  text.replace(text.find("\"first_one\""), 11, "\"cheap\"");
  const Config config = parse_config(text, "t");
  CHECK(config.forecast.primary == 1);
  CHECK(config.forecast.threshold[1].metric == metric_token_cost);
  CHECK(config.forecast.threshold[1].sign == -1);
}

TEST_CASE("compute is counted as the config says", "[config]") {
  const auto [name, accounting] = GENERATE(table<std::string, Accounting>({
      {"ownership", Accounting::ownership},
      {"location", Accounting::location},
      {"official", Accounting::official},
  }));
  const Config config =
      parse_config(minimal_text({}, "accounting = \"" + name + "\"\n"), "t");
  CHECK(config.accounting == name);
  CHECK(config.forecast.accounting == accounting);
}

TEST_CASE("programmes that are already counted are left out", "[config]") {
  const Config config = parse_config(
      minimal_text(programme_text("note", "2020-01", "2021-01", "already_counted = true\n") +
                   programme_text("fund", "2024-05", "2026-12")),
      "t");
  CHECK(config.programmes == std::vector<std::string>{"fund"});
  REQUIRE(config.forecast.programme_count == 1);
  const Programme& fund = config.forecast.programme[0];
  CHECK(fund.nation == cn);
  CHECK(fund.destination == Destination::fab);
  CHECK(fund.first == Approx(-20.0 / 12));
  CHECK(fund.last == 1.0f);
}

TEST_CASE("trajectories are rounded up to whole draws", "[config]") {
  const std::string more = "trajectories = 1001\npaths_per_draw = 8\nhorizon_months = 1022\n";
  std::string text = minimal_text();
  text.replace(text.find("horizon = \"2027-12\"\n"), 20, more);
  const Config config = parse_config(text, "t");
  CHECK(config.trajectories == 1008);
  CHECK(config.forecast.horizon == 1022);
}

TEST_CASE("months", "[config]") {
  CHECK(YearMonth{2026, 1}.plus(-1) == YearMonth{2025, 12});
  CHECK(YearMonth{2026, 1}.plus(-25) == YearMonth{2023, 12});
  CHECK(YearMonth{2026, 11}.plus(14) == YearMonth{2028, 1});
  CHECK(YearMonth{2026, 3}.text() == "2026-03");
  const Config config = parse_config(minimal_text(), "t");
  CHECK(config.calendar(0) == YearMonth{2025, 12});
  CHECK(config.calendar(24) == YearMonth{2027, 12});
}
