// What each layer gave for a path, and that --set reaches every kind of path.
#include <algorithm>

#include "host/config/config.hpp"
#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/config/texts.hpp"
#include "tests/results/temporary_folder.hpp"

using namespace racecast;
using namespace racecast::test;
using racecast::synthetic::put_bytes;
using racecast::synthetic::TemporaryFolder;

namespace {

const ConfigParameter& parameter_of(const Config& config, const std::string& path) {
  const auto found = std::ranges::find(config.parameters, path, &ConfigParameter::path);
  REQUIRE(found != config.parameters.end());
  return *found;
}

const ConfigSetting& setting_of(const Config& config, const std::string& path) {
  const auto found = std::ranges::find(config.settings, path, &ConfigSetting::path);
  REQUIRE(found != config.settings.end());
  return *found;
}

/// "file:line key=text", and "-" before what is replaced; files without their folder.
std::vector<std::string> lines_of(const std::vector<GivenValue>& history) {
  std::vector<std::string> lines;
  for (const GivenValue& given : history) {
    const std::string file = given.file.substr(given.file.rfind('/') + 1);
    lines.push_back((given.in_force ? "" : "-") + file + ':' + std::to_string(given.line) + ' ' +
                    given.key + '=' + given.text);
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the history of a parameter goes from the lowest file to the last setting", "[config]") {
  const TemporaryFolder folder;
  const std::string base =
      minimal_text(channel_text("us", "a") +
                   "growth = { dist = \"normal\", mean = 0.1, sd = 0.2 }\nvolatility = 0.5\n");
  put_bytes(folder.file("base.toml"), base);
  put_bytes(folder.file("middle.toml"),
            "extends = \"base.toml\"\n[us.channel.a]\ngrowth.sd = 0.3\nvolatility = 0.25\n");
  put_bytes(folder.file("top.toml"),
            "extends = \"middle.toml\"\n[us.channel.a]\ngrowth.max = 0.9\n");
  ConfigOptions options;
  options.set = {{"us.channel.a.growth.sd", "0.4"},
                 {"us.channel.a.volatility", "0.1 to 0.2"},
                 {"us.channel.a.growth.sd", "0.45"}};
  const Config config = load_config(folder.file("top.toml"), options);
  const std::string line = std::to_string(line_of(base, "growth = {"));
  const ConfigParameter& growth = parameter_of(config, "us.channel.a.growth");
  CHECK(lines_of(growth.history) ==
        Lines{"base.toml:" + line + " ={ dist = \"normal\", mean = 0.1, sd = 0.2 }",
              "-middle.toml:3 sd=0.3", "top.toml:3 max=0.9", "---set:0 sd=0.4", "--set:0 sd=0.45"});
  CHECK(growth.text == "normal(mean 0.1, sd 0.45)");
  const ConfigParameter& volatility = parameter_of(config, "us.channel.a.volatility");
  CHECK(lines_of(volatility.history) ==
        Lines{"-base.toml:" + std::to_string(line_of(base, "volatility")) + " =0.5",
              "-middle.toml:4 =0.25", "--set:0 =\"0.1 to 0.2\""});
  CHECK(volatility.history.back().layer > volatility.history.front().layer);
}

TEST_CASE("what replaces a whole table replaces what was below it", "[config]") {
  const TemporaryFolder folder;
  put_bytes(folder.file("base.toml"), minimal_text(channel_text("us", "a") + "growth = 0.1\n"));
  const std::string whole =
      "{ pool = \"state\", spend = 3, accelerator_share = 0.5, growth = 0.2 }";
  put_bytes(folder.file("top.toml"), "extends = \"base.toml\"\nus.channel.a = " + whole + "\n");
  // A dotted key of the root opens [us] again, and the table in braces replaces the channel.
  const Config config = load_config(folder.file("top.toml"));
  const Lines history = lines_of(parameter_of(config, "us.channel.a.growth").history);
  REQUIRE(history.size() == 2);
  CHECK(has(history[0], "-base.toml:"));
  CHECK(has(history[1], "top.toml:2 =0.2"));
  CHECK(lines_of(parameter_of(config, "us.channel.a.volatility").history).empty());
}

TEST_CASE("the horizon remembers its other key", "[config]") {
  ConfigOptions options;
  options.set = {{"run.horizon_months", "7"}, {"run.horizon", "2026-03"}};
  const Config config = parse_config(minimal_text(), "t.toml", options);
  const ConfigSetting& horizon = setting_of(config, "run.horizon");
  CHECK(horizon.value == "2026-03");
  REQUIRE(horizon.history.size() == 3);
  CHECK(horizon.history[0].text == "\"2027-12\"");
  CHECK(horizon.history[1].text == "horizon_months = 7");
  CHECK(horizon.history[2].in_force);
  CHECK_FALSE(horizon.history[1].in_force);
}

TEST_CASE("a key that is not given has its default and no history", "[config]") {
  const Config config = parse_config(minimal_text(channel_text("us", "a")), "t.toml");
  const ConfigParameter& growth = parameter_of(config, "us.channel.a.growth");
  CHECK_FALSE(growth.given);
  CHECK(growth.history.empty());
  CHECK(growth.is_constant());
  CHECK(growth.text == "0");
  CHECK(setting_of(config, "run.seed").value == "1");
  CHECK_FALSE(setting_of(config, "run.seed").given);
  CHECK(setting_of(config, "accounting").value == "ownership");
}

TEST_CASE("every parameter is listed, once, with its row, unit and bounds", "[config]") {
  const Config config = parse_config(
      minimal_text(channel_text("us", "a") + channel_text("cn", "b", "state") +
                   programme_text("p") +
                   programme_text("old", "2020-01", "2020-02", "already_counted = true\n") +
                   threshold_text("run", "1e30", "training_compute")),
      "t.toml");
  std::size_t expected = 0;
  for (const ParameterRow& row : parameter_rows())
    expected += row.group == ParameterGroup::world ? 1 : 2;  // two of every list, too
  CHECK(config.parameters.size() == expected);
  std::vector<std::string> paths;
  for (const ConfigParameter& parameter : config.parameters) {
    paths.push_back(parameter.path);
    CHECK(parameter.path.ends_with(parameter.row->key));
    CHECK(parameter.low <= parameter.quantile(0));
    CHECK(parameter.quantile(0) <= parameter.high);
  }
  std::ranges::sort(paths);
  CHECK(std::ranges::adjacent_find(paths) == paths.end());
  CHECK_FALSE(parameter_of(config, "programme.old.slip").matters);
  CHECK(parameter_of(config, "programme.p.slip").matters);
  const ConfigParameter& level = parameter_of(config, "threshold.run.value");
  CHECK(level.unit == "FLOP");
  CHECK(level.high == Approx(1e62));
}

TEST_CASE("--set reaches every parameter, with a number and within its prior", "[config]") {
  const std::string text = minimal_text(channel_text("us", "a") + channel_text("cn", "b") +
                                        programme_text("p") + threshold_text("second"));
  const Config before = parse_config(text, "t.toml");
  ConfigOptions options;
  options.set.emplace_back("programme.p.destination", "compute");
  // Spending is never below 0, so no threshold on it may be.
  const auto lowest = [](const ConfigParameter& parameter) {
    return parameter.path.starts_with("threshold.") ? 0 : parameter.low;
  };
  for (const ConfigParameter& parameter : before.parameters) {
    const double low = lowest(parameter), step = parameter.high - low;
    options.set.emplace_back(parameter.path, "{ dist = \"uniform\", low = " + std::to_string(low) +
                                                 ", high = " + std::to_string(parameter.high) +
                                                 " }");
    options.set.emplace_back(parameter.path + ".high", std::to_string(low + step / 4));
  }
  const Config after = parse_config(text, "t.toml", options);
  CHECK(after.forecast.prior_count == static_cast<int>(before.parameters.size()));
  for (const ConfigParameter& parameter : after.parameters) {
    INFO(parameter.path);
    CHECK(parameter.history.back().file == "--set");
    CHECK(parameter.history.back().key == "high");
    const double low = lowest(parameter), step = parameter.high - low;
    CHECK(parameter.quantile(6) == Approx(low + step / 4).margin(1e-5));
    CHECK(parameter.quantile(6) < low + step / 3);
  }
}

TEST_CASE("--set reaches every setting", "[config]") {
  const std::string text =
      minimal_text(channel_text("us", "a") + programme_text("p") + threshold_text("second"));
  const auto [path, value, shown] = GENERATE(table<std::string, std::string, std::string>({
      {"name", "other", "other"},
      {"description", "\"a b\"", "a b"},
      {"accounting", "location", "location"},
      {"primary", "second", "second"},
      {"run.start", "2025-06", "2025-06"},
      {"run.horizon", "2026-12", "2026-12"},
      {"run.paths_per_draw", "64", "64"},
      {"run.trajectories", "1e6", "1000000"},
      {"run.seed", "1_000", "1000"},
      {"us.channel.a.pool", "state", "state"},
      {"programme.p.nation", "us", "us"},
      {"programme.p.destination", "power", "power"},
      {"programme.p.first", "2025-01", "2025-01"},
      {"programme.p.last", "2028-01", "2028-01"},
      {"programme.p.already_counted", "true", "true"},
      {"programme.p.note", "why", "why"},
      {"threshold.second.metric", "ai_power", "ai_power"},
      {"threshold.second.direction", "below", "below"},
      {"threshold.second.hold_months", "3", "3"},
      {"threshold.second.description", "more", "more"},
  }));
  CAPTURE(path);
  ConfigOptions options;
  options.set = {{path, value}};
  const Config config = parse_config(text, "t.toml", options);
  CHECK(setting_of(config, path).value == shown);
  CHECK(setting_of(config, path).history.back().file == "--set");
}

TEST_CASE("an array is set as a whole", "[config]") {
  ConfigOptions options;
  options.set = {{"us.channel.a.growth", "[1, 2]"}};
  // No key of these takes an array; that it arrived as one is what the message says.
  CHECK(has(mistakes_text(minimal_text(channel_text("us", "a")), options),
            "'us.channel.a.growth' is an array"));
}
