#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/rare/two_spenders.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::testing;
using nlohmann::json;

namespace {

/// A config that two priors and some luck decide, in a file.
struct Race {
  Race() : config(folder.file("race.toml")) {
    std::ofstream(config) << test::two_spenders(0, 4096, 0, 1, {0.25, 0.4}).resolved;
  }
  Finished sensitivity(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"sensitivity", config,    "--rows",   "256", "--paths",
                                          "8",           "--quiet", "--device", "cpu"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }

  synthetic::TemporaryFolder folder;
  std::string config;
};

}  // namespace

TEST_CASE("sensitivity gives the same JSON on every instruction set and thread", "[commands]") {
  const Race race;
  const std::string one = race.sensitivity({"--json", "--threads", "1", "--isa", "portable"}).out;
  CHECK(race.sensitivity({"--json", "--threads", "2"}).out == one);
  const json found = json::parse(one);
  CHECK(found["method"] == "saltelli");
  CHECK(found["rows"] == 256);
  CHECK(found["draws"] == 2 * 256 * 4);
  CHECK(found["factors"].size() == 2);
  const json& threshold = found["thresholds"].at(0);
  for (const char* output :
       {"us_first", "us_arrival_restricted", "cn_arrival_restricted", "lead_restricted"}) {
    CHECK(threshold[output]["total"]["value"].size() == 2);
    CHECK(threshold[output]["first_order"]["low"].size() == 2);
    CHECK(threshold[output]["epistemic_share"]["value"].is_number());
  }
  CHECK(threshold["drivers"]["parameters"].at(0)["by_decile"].size() == 10);
  CHECK(json::parse(race.sensitivity({"--json", "--seed", "2"}).out)["thresholds"] !=
        found["thresholds"]);
}

TEST_CASE("sensitivity prints the shares, the indices and what flips the winner", "[commands]") {
  const Finished finished = Race().sensitivity({});
  CHECK(finished.status == 0);
  CHECK(finished.err.empty());
  CHECK_THAT(finished.out,
             ContainsSubstring("256 rows of Sobol' points, 2 factors, twice 8 paths a draw: "
                               "2,048 draws") &&
                 ContainsSubstring("between worlds, %") && ContainsSubstring("total (95 %)") &&
                 ContainsSubstring("Lead of the US, mean") &&
                 ContainsSubstring("What flips the winner: reached") &&
                 ContainsSubstring("us.channel.all.spend"));
}

TEST_CASE("sensitivity asks a result file without another run", "[commands]") {
  const Race race;
  const std::string file = race.folder.file("race.h5");
  REQUIRE(run_program({"run", race.config, "-o", file, "--device", "cpu", "--quiet"}).status == 0);
  const Finished text = run_program({"sensitivity", file});
  CHECK(text.status == 0);
  CHECK_THAT(text.out, ContainsSubstring("What drives it, and what flips the winner: reached") &&
                           ContainsSubstring("from 4,096 draws"));
  const json found = json::parse(run_program({"sensitivity", file, "--json"}).out);
  CHECK(found["method"] == "given_data");
  const json& drivers = found["thresholds"].at(0)["drivers"];
  CHECK(drivers["draws"] == 4096);
  CHECK(drivers["first_order"].size() == 2);
  CHECK(drivers["parameters_found"] == 2);
  for (const char* option : {"--rows", "--paths", "--seed", "--set"}) {
    const std::string value = option == std::string("--set") ? "run.seed=7" : "16";
    const Finished refused = run_program({"sensitivity", file, option, value});
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err, ContainsSubstring(std::string(option) + " goes with a config"));
  }
}

TEST_CASE("sensitivity writes its JSON whole, and over no file unasked", "[commands]") {
  const Race race;
  const std::string path = race.folder.file("indices.json");
  const Finished finished = race.sensitivity({"--json", "-o", path});
  REQUIRE(finished.status == 0);
  CHECK(synthetic::bytes_of(path) == finished.out);
  const Finished again = race.sensitivity({"-o", path});
  CHECK(again.status == 2);
  CHECK_THAT(again.err, ContainsSubstring("exists already"));
  CHECK(race.sensitivity({"-o", path, "--force"}).status == 0);
}

TEST_CASE("sensitivity names what is wrong with a question", "[commands]") {
  const Race race;
  const auto refused = [&](const std::vector<std::string>& arguments, const std::string& why,
                           int status = 2) {
    const Finished finished = race.sensitivity(arguments);
    CHECK(finished.status == status);
    CHECK_THAT(finished.err, ContainsSubstring(why));
  };
  refused({"--threshold", "nowhere"}, "there is no threshold nowhere (the config has reached)");
  const auto options = [&](const std::string& option, const std::string& value) {
    return run_program({"sensitivity", race.config, option, value, "--quiet"});
  };
  const Finished rows = options("--rows", "100");
  CHECK(rows.status == 2);
  CHECK_THAT(rows.err, ContainsSubstring("no power of two") && ContainsSubstring("take 64 or 128"));
  CHECK(options("--rows", "8").status == 2);
  const Finished paths = options("--paths", "12");
  CHECK(paths.status == 2);
  CHECK_THAT(paths.err, ContainsSubstring("8, 16, 32 or a multiple of 32"));
  CHECK_THAT(paths.err, !ContainsSubstring("--set"));
  CHECK(run_program({"sensitivity", race.folder.file("none.toml")}).status == 3);
  const std::string before = synthetic::bytes_of(race.config);
  const Finished onto =
      run_program({"sensitivity", race.config, "-o", race.config, "--force", "--quiet"});
  CHECK(onto.status == 2);
  CHECK_THAT(onto.err, ContainsSubstring("which would be lost"));
  CHECK(synthetic::bytes_of(race.config) == before);
}

TEST_CASE("sensitivity of few draws names no driver", "[commands]") {
  const Race race;
  const Finished few =
      run_program({"sensitivity", race.config, "--rows", "64", "--paths", "8", "--quiet"});
  REQUIRE(few.status == 0);
  CHECK_THAT(few.out, ContainsSubstring("128 draws are too few to tell what drives the odds"));
  const Finished more =
      run_program({"sensitivity", race.config, "--rows", "128", "--paths", "8", "--quiet"});
  REQUIRE(more.status == 0);
  CHECK_THAT(more.out, !ContainsSubstring("too few to tell"));
}

TEST_CASE("sensitivity stops when it is asked to, with nothing written", "[commands]") {
  const synthetic::TemporaryFolder folder;
  const std::string path = folder.file("indices.json");
  const Finished stopped = interrupt_program({"sensitivity", shipped_config("baseline.toml"),
                                              "--rows", "65536", "--device", "cpu", "-o", path},
                                             "draws of 16 paths", SIGINT);
  CHECK(stopped.status == 130);
  CHECK_THAT(stopped.err, ContainsSubstring("interrupted"));
  CHECK_FALSE(std::ifstream(path).good());
}
