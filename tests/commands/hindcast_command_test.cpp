#include <nlohmann/json.hpp>

#include <sstream>

#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::testing;
using nlohmann::json;

namespace {

Finished hindcast(std::vector<std::string> more) {
  std::vector<std::string> arguments = {"hindcast", shipped_config("hindcast-2023.toml"), "--draws",
                                        "64"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_program(arguments);
}

const std::string data = shipped_config("history/history.csv");

}  // namespace

TEST_CASE("hindcast prints figures, scores by series and horizon, and the sum", "[commands]") {
  const Finished finished = hindcast({"--data", data});
  CHECK(finished.status == 0);
  CHECK_THAT(finished.out,
             ContainsSubstring("hindcast-2023, as seen before 2023-01") &&
                 ContainsSubstring("80 % interval") && ContainsSubstring("best naive rule") &&
                 ContainsSubstring("h100e_us_five") && ContainsSubstring("exact binomial") &&
                 ContainsSubstring("PIT in fifths") && ContainsSubstring("exponential trend"));
  CHECK_THAT(finished.err, ContainsSubstring("capex_microsoft: a figure is left out"));
  std::istringstream lines(finished.out);
  for (std::string line; std::getline(lines, line);)  // a table is as wide as what is in it
    CHECK((line.size() <= 100 || line.find("  ") != std::string::npos));
}

TEST_CASE("hindcast gives the same JSON with any number of threads, and writes it whole",
          "[commands]") {
  const synthetic::TemporaryFolder folder;
  const std::string path = folder.file("scores.json");
  const Finished one =
      hindcast({"--data", data, "--json", "--threads", "1", "-o", path, "--quiet"});
  const Finished two = hindcast({"--data", data, "--json", "--threads", "2"});
  CHECK(one.err.empty());
  CHECK(one.out == two.out);
  CHECK(synthetic::bytes_of(path) == one.out);
  const json scores = json::parse(one.out);
  for (const char* key : {"name", "start", "draws", "paths_per_draw", "seed", "model_version",
                          "series", "figures", "scores", "scores_by_horizon", "total", "notices"})
    CHECK(scores.contains(key));
  CHECK(json::parse(hindcast({"--data", data, "--json", "--seed", "2"}).out)["total"] !=
        scores["total"]);
  CHECK(hindcast({"--data", data, "-o", path}).status == 2);
}

TEST_CASE("hindcast scores nothing after --until", "[commands]") {
  const json scores = json::parse(hindcast({"--data", data, "--json", "--until", "2024-06"}).out);
  for (const json& figure : scores["figures"]) CHECK(figure["date"] <= "2024-06");
  CHECK(scores["figures"].size() > 10);
}

TEST_CASE("hindcast refuses what it cannot use, and says what to do", "[commands]") {
  CHECK(hindcast({}).status == 2);
  CHECK(hindcast({"--data", "nowhere/data.csv"}).status == 3);
  CHECK_THAT(hindcast({"--data", data, "--until", "2024"}).err, ContainsSubstring("2024-12"));
  CHECK_THAT(run_program(
                 {"hindcast", shipped_config("hindcast-2023.toml"), "--data", data, "--draws", "0"})
                 .err,
             ContainsSubstring("out of range"));
  const synthetic::TemporaryFolder folder;
  const std::string wrong = folder.file("data.csv");
  synthetic::put_bytes(wrong, "series,nation,date,value,unit\ncapex,us,2023,1,USD bn\n");
  const Finished finished =
      hindcast({"--data", wrong, "--series", shipped_config("history/series.toml")});
  CHECK(finished.status == 2);
  CHECK_THAT(finished.err, ContainsSubstring("data.csv:2:1: error: unknown series 'capex'"));
}
