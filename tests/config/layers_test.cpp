#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "host/toml/diagnostics.hpp"
#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/config/texts.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/named_parameters.hpp"

using namespace racecast;
using namespace racecast::test;
namespace fs = std::filesystem;

namespace {

std::string load_mistakes(const std::string& path) {
  try {
    load_config(path);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return {};
}

const std::string entry =
    "quantity = \"capex\"\nvalue = 131\nunit = \"USD_bn\"\ncountry = \"US\"\nperiod = \"2025\"\n"
    "source = \"10-K\"\npublisher = \"Amazon\"\nyear = 2026\nconfidence = \"high\"\n"
    "found = \"found\"\n";

}  // namespace

TEST_CASE("a file wins over what it extends, --set over both", "[config]") {
  const Folder folder;
  folder.write("base/base.toml",
               minimal_text(channel_text("us", "zeta") + "growth = 0.1\nvolatility = 0.5\n" +
                            channel_text("us", "alpha")));
  const std::string path =
      folder.write("top.toml",
                   "extends = \"base/base.toml\"\nname = \"top\"\n[us.channel.early]\n"
                   "pool = \"state\"\n" +
                       required_rows(ParameterGroup::channel) +
                       "[us.channel.zeta]\ngrowth = 0.2\n[run]\nhorizon_months = 60\n");
  const Config config = load_config(path);
  CHECK(config.name == "top");
  CHECK(config.forecast.horizon == 60);
  CHECK(config.channels[us] == std::vector<std::string>{"zeta", "alpha", "early"});
  CHECK(fixed_of(config.forecast).nation[us].channel[0].growth == 0.2f);
  CHECK(fixed_of(config.forecast).nation[us].channel[0].volatility == 0.5f);
  CHECK(has(config.given, "# file: " + path + "\nextends"));
  CHECK(config.given.find("base.toml\nname") > config.given.find("top.toml\nextends"));

  ConfigOptions options;
  options.set = {{"us.channel.zeta.growth", "0.3"},
                 {"us.channel.zeta.growth", "0.2 to 0.4"},
                 {"name", "set"},
                 {"run.horizon", "2026-03"},
                 {"accounting", "\"location\""},
                 {"threshold.extra", "{ metric = \"ai_power\", value = 2 }"}};
  const Config set = load_config(path, options);
  CHECK(set.name == "set");
  CHECK(set.forecast.horizon == 3);
  CHECK(set.accounting == "location");
  CHECK(set.forecast.prior_count == 1);
  CHECK(set.thresholds.back().name == "extra");
  CHECK(set.forecast.prior[0].slot ==
        parameter_slot(row_of(ParameterGroup::channel, "growth"), us, 0));
}

TEST_CASE("a prior in braces replaces, a dotted key changes one part", "[config]") {
  const Folder folder;
  folder.write("base.toml", minimal_text(channel_text("us", "a") +
                                         "growth = { dist = \"normal\", mean = 0.1, sd = 0.1 }\n"));
  const std::string head = "extends = \"base.toml\"\n[us.channel.a]\n";
  const Config part = load_config(folder.write("part.toml", head + "growth.mean = 0.3\n"));
  CHECK(part.forecast.prior[0].offset == 0.3f);
  CHECK(part.forecast.prior[0].scale == 0.1f);
  const Config whole = load_config(folder.write(
      "whole.toml", head + "growth = { dist = \"uniform\", low = 0, high = 1 }\n"));
  CHECK(whole.forecast.prior[0].cell_count > 0);
}

TEST_CASE("extends in a circle, too deep or missing", "[config]") {
  const Folder folder;
  folder.write("a.toml", "extends = \"b.toml\"\n");
  const std::string circle = folder.write("b.toml", "extends = \"./a.toml\"\n");
  CHECK(has(load_mistakes(circle), "extends itself"));
  for (int i = 0; i < 10; ++i) {
    const std::string above = "extends = \"" + std::to_string(i + 1) + ".toml\"\n";
    folder.write(std::to_string(i) + ".toml", i < 9 ? above : minimal_text());
  }
  CHECK(has(load_mistakes(folder.write("0.toml", "extends = \"1.toml\"\n")), "more than 8 files"));
  CHECK(load_mistakes(folder.write("start.toml", "extends = \"2.toml\"\n")).empty());
  CHECK(has(load_mistakes(folder.write("lost.toml", "extends = \"gone.toml\"\n")),
            "lost.toml:1:11: error: cannot read"));
  const std::string bad = folder.write("bad.toml", "extends = \"broken.toml\"\n");
  folder.write("broken.toml", "\n\nx = = 3\n");
  CHECK(has(load_mistakes(bad), "broken.toml:3:"));
}

TEST_CASE("what a config names is a file of its own, not a pipe or a device", "[config]") {
  const Folder folder;
  const std::string pipe = folder.write("pipe.toml", "");
  fs::remove(pipe);
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);  // nobody writes to it: reading would wait for ever
  for (const std::string key : {"extends", "evidence"}) {
    for (const std::string name : {"pipe.toml", "/dev/zero", "."}) {
      CAPTURE(key, name);
      const std::string text = minimal_text("", key + " = \"" + name + "\"\n");
      CHECK(has(load_mistakes(folder.write("c.toml", text)), "c.toml:3:"));
      CHECK(has(load_mistakes(folder.write("c.toml", text)), "cannot read"));
    }
  }
}

TEST_CASE("names that a terminal would act on are shown without it", "[config]") {
  const Folder folder;
  folder.write("\x1b[2J\xc2\x9b.toml", "x = = 3\n");
  const std::string all =
      load_mistakes(folder.write("c.toml", "extends = \"\\u001b[2J\\u009b.toml\"\n"));
  INFO(all);
  CHECK(has(all, "?[2J?.toml:1:"));
  CHECK_FALSE(has(all, "\x1b"));
  CHECK_FALSE(has(all, "\xc2\x9b"));
}

TEST_CASE("a file that cannot be read is an error of its own kind", "[config]") {
  for (const char* path : {"/nonexistent/x.toml", "/"}) {
    try {
      load_config(path);
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::file);
      CHECK(has(error.what(), "cannot read"));
    }
  }
}

TEST_CASE("settings that cannot be", "[config]") {
  const auto [path, value, message] = GENERATE(table<std::string, std::string, std::string>({
      {"run.sed", "3", "did you mean 'seed'?"},
      {"us.channel.amazn.growth", "3", "there is no 'us.channel.amazn' (did you mean 'amazon'?)"},
      {"threshold.frist_one.value", "3", "did you mean 'first_one'?"},
      {"us.channel.amazon.growth.mean", "3", "is not a table"},
      {"run..seed", "3", "is no path"},
      {"", "3", "is no path"},
      {"run.seed", "3\nhorizon = 1", "not TOML"},
      {"run.seed", "[3", "not TOML"},
      {"run.seed", "", "not TOML"},
      {"run.seed", "fast", "is a string, not a whole number"},
      {"extends", "x.toml", "cannot be set"},
      {"name", "\xFF", "not TOML"},
  }));
  CAPTURE(path, value);
  ConfigOptions options;
  options.set = {{path, value}};
  const std::string all =
      mistakes_text(minimal_text(channel_text("us", "amazon") + "growth = 0.1\n"), options);
  INFO(all);
  CHECK(has(all, "--set: error: "));
  CHECK(has(all, message));
}

TEST_CASE("sources refer to the registry", "[config]") {
  const Folder folder;
  folder.write("evidence.toml", "[unused]\n" + entry + "[capex-2025]\n" + entry);
  const auto with = [&](const std::string& source) {
    return folder.write(
        "c.toml", minimal_text(channel_text("us", "a") + "growth = { interval = \"0.1 to 0.2\", " +
                                   "source = \"" + source + "\", note = \"why\" }\n",
                               "evidence = \"evidence.toml\"\n"));
  };
  CHECK(load_mistakes(with("judgement")).empty());
  CHECK(has(load_mistakes(with("capex-2024")), "did you mean 'capex-2025'?"));
  const Config config = load_config(with("capex-2025"));
  CHECK(has(config.resolved, "[evidence_used.capex-2025]"));
  CHECK_FALSE(has(config.resolved, "unused"));
  CHECK_FALSE(has(config.resolved, "evidence.toml"));
  const Config again = parse_config(config.resolved, "elsewhere/r.toml");
  CHECK(again.resolved == config.resolved);

  folder.write("evidence.toml", "[capex-2025]\n" + entry + "yaer = 3\nlow = 2\nhigh = 1\n");
  const std::string all = load_mistakes(with("capex-2025"));
  CHECK(has(all, "evidence.toml:12:1: error: unknown key 'capex-2025.yaer'"));
  CHECK(has(all, "low above high"));
  fs::remove(folder.write("evidence.toml", ""));
  CHECK(has(load_mistakes(with("capex-2025")), "cannot read"));
}
