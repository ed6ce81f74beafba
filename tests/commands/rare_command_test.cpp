#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::testing;
using nlohmann::json;

namespace {

/// `racecast rare` on a small run of the quick config.
Finished rare(std::vector<std::string> more) {
  std::vector<std::string> arguments = {"rare",        shipped_config("quick.toml"),
                                        "--threshold", "training_1e29",
                                        "--outcome",   "us_first",
                                        "--device",    "cpu",
                                        "--quiet",     "--trajectories",
                                        "32768"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_program(arguments);
}

}  // namespace

TEST_CASE("rare gives the same sums on every instruction set and number of threads", "[commands]") {
  const auto answer = [](std::vector<std::string> more) {
    more.push_back("--json");
    json found = json::parse(rare(more).out);
    for (const char* of_the_machine : {"seconds", "device"}) found.erase(of_the_machine);
    return found;
  };
  const json one = answer({"--threads", "1", "--isa", "portable"});
  CHECK(answer({"--threads", "2", "--isa", "portable"}) == one);
  CHECK(answer({"--threads", "2"}) == one);
  CHECK(answer({"--seed", "2"})["sums_digest"] != one["sums_digest"]);
  for (const char* key : {"name", "threshold", "outcome", "probability", "standard_error", "low",
                          "high", "gain", "effective_events", "plain_draws", "within", "checks",
                          "warnings", "shifts", "worlds", "pilot", "model_version"})
    CHECK(one.contains(key));
  CHECK(one["draws"] == 2048);
  CHECK(one["outcome"] == "us_first");
}

TEST_CASE("rare prints the answer, what was shifted and the checks", "[commands]") {
  const Finished finished = rare({});
  CHECK(finished.status == 0);
  CHECK_THAT(finished.out, ContainsSubstring("P(training_1e29: the United States is first) = ") &&
                               ContainsSubstring("95 % interval") &&
                               ContainsSubstring("Shifted in every") &&
                               ContainsSubstring("Checks: mean weight") &&
                               ContainsSubstring("Digest of the sums"));
}

TEST_CASE("an outcome that every path has is as certain, without a number that is none",
          "[commands]") {
  const Finished finished =
      run_program({"rare", shipped_config("quick.toml"), "--threshold", "total_10b", "--outcome",
                   "neither", "--device", "cpu", "--quiet", "--trajectories", "4096"});
  CHECK(finished.status == 0);
  CHECK_THAT(finished.out, ContainsSubstring("= 1.00e+00") && !ContainsSubstring("nan") &&
                               !ContainsSubstring("Plain sampling would need"));
}

TEST_CASE("rare writes its JSON whole, and over no file unasked", "[commands]") {
  const synthetic::TemporaryFolder folder;
  const std::string path = folder.file("rare.json");
  const Finished finished = rare({"--json", "-o", path});
  REQUIRE(finished.status == 0);
  CHECK(synthetic::bytes_of(path) == finished.out);
  const Finished again = rare({"-o", path});
  CHECK(again.status == 2);
  CHECK_THAT(again.err, ContainsSubstring("exists already"));
  CHECK(rare({"-o", path, "--force"}).status == 0);
}

TEST_CASE("rare names what is wrong with a question", "[commands]") {
  const auto refused = [](std::vector<std::string> arguments, const std::string& why) {
    arguments.insert(arguments.begin(), {"rare", shipped_config("quick.toml")});
    const Finished finished = run_program(arguments);
    CHECK(finished.status == 2);
    CHECK_THAT(finished.err, ContainsSubstring(why));
  };
  refused({"--threshold", "nowhere"}, "there is no threshold nowhere (the config has ");
  refused({"--outcome", "both"}, "us_first");
  refused({"--trajectories", "0"}, "--trajectories");
}
