#include <set>
#include <unordered_map>

#include "host/keys/keys.hpp"
#include "host/toml/diagnostics.hpp"
#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/config/texts.hpp"

using namespace racecast;
using namespace racecast::test;

TEST_CASE("twelve mistakes give twelve located diagnostics at once", "[config]") {
  const std::string text =
      "name = 7                                # 01: type\n"
      "primary = \"frist_one\"                 # 02: names no threshold\n" +
      world_text() +
      "[run]\n"
      "start = \"2026-13\"                     # 03: month\n"
      "horizon_months = 1023                   # 04: bounds\n"
      "paths_per_draw = 12                     # 05: rule\n"
      "trajectoris = 5                         # 06: unknown key\n" +
      nations_text() + "[us.channel.a]\n" + required_rows(ParameterGroup::channel) +
      "pool = \"private\"                      # 07: choice\n"
      "growth = \"0.5 to 0.1\"                 # 08: reversed\n"
      "ai_share = 1.5                          # 09: bounds\n"
      "volatility = { dist = \"triangle\" }    # 10: dist\n"
      "race_response = { dist = \"normal\", mean = 0, sd = 1, source = \"x\" } # 11: source\n" +
      threshold_text() + "hold_months = nan    # 12: not finite\n";
  const auto found = mistakes(text);
  INFO(mistakes_text(text));
  CHECK(found.size() == 12);
  std::set<int> lines;
  for (const Diagnostic& diagnostic : found) {
    INFO(to_string(diagnostic));
    CHECK(diagnostic.file == "test.toml");
    CHECK(diagnostic.column > 0);
    lines.insert(diagnostic.line);
  }
  for (const char* mark : {"# 01", "# 02", "# 03", "# 04", "# 05", "# 06", "# 07", "# 08", "# 09",
                           "# 10", "# 11", "# 12"}) {
    CAPTURE(mark);
    CHECK(lines.count(line_of(text, mark)) == 1);
  }
  const std::string all = mistakes_text(text);
  CHECK(has(all, "did you mean 'trajectories'?"));
  CHECK(has(all, "did you mean 'first_one'?"));
  CHECK(has(all, "bounds: 0 to 1"));
}

TEST_CASE("unknown keys are refused at every level with a suggestion", "[config]") {
  const auto [lines, hint] = GENERATE(table<std::string, std::string>({
      {"[sentimet]\n", "sentiment"},
      {"[us.investmnet]\n", "investment"},
      {"[us.investment]\nlate_grwoth = 1\n", "late_growth"},
      {"[us.chanel.x]\n", "channel"},
      {"[threshold.other]\nmetric = \"investment\"\nvalue = 1\ndirecton = \"above\"\n",
       "direction"},
  }));
  const std::string all = mistakes_text(minimal_text(lines));
  INFO(all);
  CHECK(has(all, "unknown key"));
  CHECK(has(all, "did you mean '" + hint + "'?"));
}

TEST_CASE("unknown keys of a prior and of list elements", "[config]") {
  const std::string channel = "[us.channel.a]\npool = \"market\"\n" +
                              required_rows(ParameterGroup::channel);
  CHECK(has(mistakes_text(minimal_text(channel + "volatilty = 1\n")), "'volatility'"));
  const std::string prior = "growth = { dist = \"normal\", mena = 0.1, sd = 0.1 }\n";
  const std::string all = mistakes_text(minimal_text(channel + prior));
  CHECK(has(all, "does not determine its normal (give mean and sd, or two quantiles (p5 and p95))"));
  CHECK(has(all, "did you mean 'mean'?"));
  CHECK(has(mistakes_text(minimal_text(programme_text("p") + "notes = \"\"\n")), "'note'"));
}

TEST_CASE("every required key is asked for", "[config]") {
  for (const ParameterRow& row : parameter_rows()) {
    if (!row.required()) continue;
    std::string text = header_text;
    text += required_rows(ParameterGroup::world,
                          row.group == ParameterGroup::world ? row.key : "");
    const std::string without = row.group == ParameterGroup::nation ? row.key : "";
    text += run_text + "[us]\n" + required_rows(ParameterGroup::nation, without) + "[cn]\n" +
            required_rows(ParameterGroup::nation);
    text += row.group == ParameterGroup::threshold
                ? "[threshold.first_one]\nmetric = \"investment\"\n"
                : threshold_text();
    if (row.group == ParameterGroup::channel) {
      text += "[cn.channel.a]\npool = \"state\"\n" +
              required_rows(ParameterGroup::channel, row.key);
    }
    if (row.group == ParameterGroup::programme) {
      text += "[programme.p]\nnation = \"us\"\ndestination = \"power\"\nfirst = \"2026-01\"\n"
              "last = \"2026-01\"\n" +
              required_rows(ParameterGroup::programme, row.key);
    }
    CAPTURE(row.key);
    const auto found = mistakes(text);
    REQUIRE(found.size() == 1);
    CHECK(has(found[0].message, std::string(row.key) + "' is missing"));
    CHECK(has(found[0].hint, row.meaning));
  }
  for (const std::string key : {"name", "primary", "start", "horizon"}) {
    std::string text = minimal_text();
    const auto at = text.find(key + " = ");
    text.erase(at, text.find('\n', at) - at);
    CAPTURE(key);
    const auto found = mistakes(text);
    REQUIRE(found.size() == 1);
    CHECK(has(found[0].message, key + "' is missing"));
  }
}

TEST_CASE("mistakes in values", "[config]") {
  const auto [value, message] = GENERATE(table<std::string, std::string>({
      {"nan", "not a finite number"},
      {"-inf", "not a finite number"},
      {"4.1", "out of bounds: 4.1"},
      {"true", "is a boolean"},
      {"\"fast\"", "neither a number nor an interval"},
      {"\"0.1 to\"", "neither a number nor an interval"},
      {"\"nan to 1\"", "neither a number nor an interval"},
      {"\"0.1 to 0.1\"", "does not rise"},
      {"\"0.1 to 9\"", "out of bounds: 9"},
      {"{}", "has no value"},
      {"{ value = 1, dist = \"uniform\" }", "has several values"},
      {"{ value = 9 }", "out of bounds: 9"},
      {"{ value = \"1\" }", "has a value that is a string"},
      {"{ interval = 1 }", "has an interval that is an integer"},
      {"{ dist = 3 }", "'us.channel.a.growth.dist' is an integer"},
      {"{ dist = \"normal\", mean = 0.1 }", "does not determine"},
      {"{ dist = \"normal\", mean = 0.1, sd = 0.1, p5 = 0 }", "does not determine"},
      {"{ dist = \"normal\", mean = 0.1, sd = 0 }", "sd 0 is not positive"},
      {"{ dist = \"normal\", mean = 0.1, sd = nan }", "sd' is a number, not a finite number"},
      {"{ dist = \"normal\", mean = 5, sd = 1 }", "out of bounds: 5"},
      {"{ dist = \"lognormal\", p5 = -1, p95 = 1 }", "a lognormal is positive"},
      {"{ dist = \"lognormal\", median = 1, sigma = -1 }", "sigma -1 is not positive"},
      {"{ dist = \"logitnormal\", p5 = 0.1, p95 = 1 }", "lies between 0 and 1"},
      {"{ dist = \"uniform\", low = 1, high = 1 }", "low 1 is not below high 1"},
      {"{ dist = \"normal\", mean = 0, sd = 1, min = 2, max = 1 }", "nothing between min and max"},
      {"{ dist = \"normal\", mean = 0, sd = 0.1, min = 2 }", "less than 1 %"},
      {"{ dist = \"normal\", mean = 0, sd = 1, source = 3 }", "source' is an integer"},
  }));
  const std::string text = minimal_text(channel_text("us", "a") + "growth = " + value + "\n");
  const auto found = mistakes(text);
  CAPTURE(value);
  REQUIRE(found.size() == 1);
  INFO(to_string(found[0]));
  CHECK(has(found[0].message, message));
  CHECK(found[0].line == line_of(text, "growth = " + value));
}

TEST_CASE("mistakes in structure", "[config]") {
  const auto check = [](const std::string& text, const std::string& message) {
    const std::string all = mistakes_text(text);
    INFO(all);
    CHECK(has(all, message));
  };
  std::string many_channels, many_programmes, many_thresholds;
  for (int i = 0; i < 9; ++i) many_channels += channel_text("cn", "c" + std::to_string(i));
  for (int i = 0; i < 33; ++i) many_programmes += programme_text("p" + std::to_string(i));
  for (int i = 0; i < 16; ++i) many_thresholds += threshold_text("t" + std::to_string(i));
  check(minimal_text(many_channels), "more than 8 channels");
  check(minimal_text(many_programmes), "more than 32 programmes");
  check(minimal_text(many_thresholds), "more than 16 thresholds");
  check(minimal_text(programme_text("p", "2026-02", "2026-01")), "is before 'programme.p.first'");
  check(minimal_text(channel_text("us", "a") + channel_text("us", "a")), "not TOML");
  check(minimal_text(channel_text("us", "\"a b\"")), "is no name");
  check(minimal_text("[us.channel]\na = 3\n"), "not a table");
  check(minimal_text("[threshold.x]\nmetric = \"speed\"\nvalue = 1\n"), "is unknown: 'speed'");
  check(header_text + world_text() + run_text + nations_text(), "there is no threshold");
  check(minimal_text("", "extends = 3\n"), "'extends' is an integer");
  std::string both = minimal_text();
  both.insert(both.find("horizon = "), "horizon_months = 3\n");
  check(both, "both 'run.horizon' and 'run.horizon_months'");
  std::string early = minimal_text();
  early.replace(early.find("2027-12"), 7, "2025-12");
  check(early, "-1 months after the start");
  std::string far = minimal_text();
  far.replace(far.find("2027-12"), 7, "2111-03");
  check(far, "1022 months after the start");
}

TEST_CASE("a counting of compute that does not exist is refused with its choices", "[config]") {
  const auto [given, message, hint] = GENERATE(table<std::string, std::string, std::string>({
      {"\"locaton\"", "is unknown: 'locaton'", "did you mean 'location'?"},
      {"\"flops\"", "is unknown: 'flops'", "known here: ownership, location, official"},
      {"1", "is an integer, not a string",
       "one of ownership, location, official: " + std::string(keys::root_accounting.meaning)},
  }));
  const std::string text = minimal_text({}, "accounting = " + given + "\n");
  const auto found = mistakes(text);
  CAPTURE(given);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "'accounting' " + message);
  CHECK(found[0].hint == hint);
  CHECK(found[0].line == line_of(text, "accounting"));
  CHECK(found[0].column == 14);
}

TEST_CASE("run numbers out of range", "[config]") {
  const auto setting = GENERATE("trajectories=0", "trajectories=1099511627777", "trajectories=1.5",
                                "seed=-1", "paths_per_draw=48", "paths_per_draw=4",
                                "horizon_months=0", "horizon_months=1023", "horizon=2026");
  const std::string text = setting;
  const auto equals = text.find('=');
  ConfigOptions options;
  options.set.emplace_back("run." + text.substr(0, equals), text.substr(equals + 1));
  const auto found = mistakes(minimal_text(), options);
  CAPTURE(text);
  REQUIRE(found.size() == 1);
  CHECK(found[0].file == "--set");
}

TEST_CASE("names whose random numbers collide are refused", "[config]") {
  const ParameterRow& row = row_of(ParameterGroup::threshold, "value");
  std::unordered_map<std::uint32_t, std::string> seen;
  std::string first, second;
  for (int i = 0; i < 4'000'000 && second.empty(); ++i) {
    const std::string name = "n" + std::to_string(i * 7919LL);
    const auto [other, is_new] = seen.emplace(draw_stream(row, 0, name.c_str()), name);
    if (!is_new) {
      first = other->second;
      second = name;
    }
  }
  REQUIRE_FALSE(second.empty());
  const auto found = mistakes(minimal_text(threshold_text(first) + threshold_text(second)));
  REQUIRE(found.size() == 1);
  CHECK(has(found[0].message, "same random numbers"));
  CHECK(mistakes(minimal_text(threshold_text(first))).empty());
}

TEST_CASE("the unit of a prior must be that of its parameter", "[config]") {
  const std::string right = "[us.power]\navailable = { interval = \"1 to 2\", unit = \"GW\" }\n" +
                            std::string("[threshold.t]\nmetric = \"training_compute\"\n") +
                            "value = { value = 1e29, unit = \"FLOP\" }\n";
  CHECK(mistakes_text(minimal_text(right)).empty());
  const std::string wrong = "[us.power]\navailable = { interval = \"1 to 2\", unit = \"MW\" }\n" +
                            std::string("[threshold.t]\nmetric = \"training_compute\"\n") +
                            "value = { value = 1e29, unit = \"H100e\" }\n";
  const auto found = mistakes(minimal_text(wrong));
  REQUIRE(found.size() == 2);
  CHECK(found[0].message == "'us.power.available' is not in 'MW'");
  CHECK(has(found[0].hint, "its unit is GW;"));
  CHECK(found[0].line == line_of(minimal_text(wrong), "available"));
  CHECK(found[0].column == 43);
  CHECK(has(found[1].hint, "its unit is FLOP;"));
}
