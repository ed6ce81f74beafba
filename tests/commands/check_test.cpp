// `racecast check`: located mistakes, all of them, and the exit code.
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using racecast::synthetic::put_bytes;
using racecast::synthetic::TemporaryFolder;
using racecast::testing::Finished;
using racecast::testing::run_program;
using racecast::testing::shipped_config;

TEST_CASE("the shipped configs have no mistakes", "[commands]") {
  const Finished finished =
      run_program({"check", shipped_config("baseline.toml"), shipped_config("quick.toml")});
  INFO(finished.err);
  CHECK(finished.status == 0);
  CHECK_THAT(finished.out,
             ContainsSubstring("baseline.toml: ok") && ContainsSubstring("quick.toml: ok"));
  CHECK(finished.err.empty());
}

TEST_CASE("an unknown key is reported with its place, by check and by run", "[commands]") {
  const TemporaryFolder folder;
  const std::string config = folder.file("wrong.toml");
  put_bytes(config, "extends = \"" + shipped_config("quick.toml") +
                        "\"\nname = \"wrong\"\n\n[run]\nhorizn = \"2030-12\"\n");
  const std::string command = GENERATE("check", "run");
  const Finished finished = run_program({command, config});
  CHECK(finished.status == 2);
  CHECK_THAT(finished.err,
             ContainsSubstring(config + ":5:1: error: ") && ContainsSubstring("horizn"));
  CHECK_THAT(finished.err, !ContainsSubstring("racecast: error:"));
  CHECK(finished.out.empty());
}

TEST_CASE("check goes on after a config with mistakes", "[commands]") {
  const TemporaryFolder folder;
  put_bytes(folder.file("a.toml"), "nme = \"a\"\n");
  put_bytes(folder.file("b.toml"), "[run\n");
  const Finished finished = run_program({"check", folder.file("a.toml"), folder.file("absent.toml"),
                                         folder.file("b.toml"), shipped_config("quick.toml")});
  CHECK(finished.status == 2);
  CHECK_THAT(finished.err, ContainsSubstring("a.toml:1:1: error:") &&
                               ContainsSubstring("absent.toml") && ContainsSubstring("b.toml:1:"));
  CHECK_THAT(finished.out, ContainsSubstring("quick.toml: ok"));
}

TEST_CASE("a config that is not there is exit code 3", "[commands]") {
  const TemporaryFolder folder;
  const std::string command = GENERATE("check", "run");
  const Finished finished = run_program({command, folder.file("absent.toml")});
  CHECK(finished.status == 3);
  CHECK_THAT(finished.err, ContainsSubstring("absent.toml"));
}

TEST_CASE("--set reaches check, and its mistakes are found", "[commands]") {
  const std::string quick = shipped_config("quick.toml");
  CHECK_THAT(run_program({"check", quick, "--set", "run.trajectories=4096"}).out,
             ContainsSubstring("4096 trajectories"));
  CHECK(run_program({"check", "--set", "run.sede=1", quick}).status == 2);
}

namespace {

/// Twelve mistakes of different kinds in one file that extends a shipped config.
std::string twelve_mistakes() {
  return "extends = \"" + shipped_config("quick.toml") +
         "\"\n"
         "name = 7\n"                          // 2: type
         "primary = \"efective_uncertain\"\n"  // 3: no such threshold
         "[run]\n"
         "start = \"2026-13\"\n"  // 5: no month
         "paths_per_draw = 12\n"  // 6: a rule
         "trajectoris = 5\n"      // 7: unknown key
         "[us.channel.amazon]\n"
         "pool = \"private\"\n"                    // 9: no choice
         "growth = \"0.5 to 0.1\"\n"               // 10: falls
         "ai_share = 1.5\n"                        // 11: bounds
         "volatility = { dist = \"triangle\" }\n"  // 12: family
         "[us.power]\n"
         "available = { interval = \"1e4 to 2e4\", unit = \"MW\" }\n"                // 14: unit
         "growth = { dist = \"normal\", mean = 0.1, sd = 0.1, source = \"eia\" }\n"  // 15: source
         "[cn.fabs]\n"
         "yield_limit = 0.1\n";  // 17: combination
}

const std::vector<std::pair<int, int>> places = {{2, 8},   {3, 11},  {5, 9},   {6, 18},
                                                 {7, 1},   {9, 8},   {10, 10}, {11, 12},
                                                 {12, 23}, {14, 47}, {15, 60}, {17, 15}};

}  // namespace

TEST_CASE("twelve mistakes are twelve located lines, each with its fix", "[commands]") {
  const TemporaryFolder folder;
  const std::string config = folder.file("twelve.toml");
  put_bytes(config, twelve_mistakes());
  const Finished finished = run_program({"check", config});
  INFO(finished.err);
  CHECK(finished.status == 2);
  CHECK(finished.out.empty());
  std::istringstream lines(finished.err);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    CAPTURE(line);
    REQUIRE(count < places.size());
    const auto [row, column] = places[count];
    CHECK(line.rfind(
              config + ':' + std::to_string(row) + ':' + std::to_string(column) + ": error: ", 0) ==
          0);
    CHECK(line.back() == ')');
  }
  CHECK(count == 12);
}

TEST_CASE("check --json gives the same mistakes under stable keys", "[commands]") {
  const TemporaryFolder folder;
  const std::string config = folder.file("twelve.toml"), absent = folder.file("absent.toml");
  put_bytes(config, twelve_mistakes());
  const Finished finished =
      run_program({"check", "--json", config, shipped_config("quick.toml"), absent});
  CHECK(finished.status == 2);
  CHECK(finished.err.empty());
  const auto mistakes = nlohmann::json::parse(finished.out);
  REQUIRE(mistakes.size() == 13);
  for (std::size_t i = 0; i < places.size(); ++i) {
    CAPTURE(mistakes[i].dump());
    CHECK(mistakes[i].at("file") == config);
    CHECK(std::pair<int, int>(mistakes[i].at("line"), mistakes[i].at("column")) == places[i]);
    CHECK_FALSE(mistakes[i].at("message").get<std::string>().empty());
    CHECK_FALSE(mistakes[i].at("hint").get<std::string>().empty());
  }
  CHECK(mistakes[12].at("file") == absent);
  CHECK(mistakes[12].at("line") == 0);
  CHECK(mistakes[12].at("hint") == "check the name and the permissions");
  CHECK(run_program({"check", "--json", shipped_config("quick.toml")}).out == "[]\n");
}
