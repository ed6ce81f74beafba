// `racecast replay` as a user types it.
#include <nlohmann/json.hpp>

#include "host/result/result.hpp"
#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using racecast::synthetic::TemporaryFolder;
using racecast::testing::Finished;
using racecast::testing::run_program;
using racecast::testing::shipped_config;

namespace {

std::vector<std::string> replay(const std::string& input, const std::string& trajectory,
                                const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"replay", input, "--trajectory", trajectory};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

}  // namespace

TEST_CASE("a file and its config replay the same trajectory", "[commands][replay]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  REQUIRE(run_program({"run", shipped_config("quick.toml"), "-o", file, "--device", "cpu",
                       "--trajectories", "2048", "--seed", "5", "--quiet"})
              .status == 0);
  const Finished of_file = run_program(replay(file, "1_000", {"--format", "csv"}));
  CHECK(of_file.status == 0);
  CHECK(of_file.err.empty());
  const Finished of_config =
      run_program(replay(shipped_config("quick.toml"), "1k", {"--seed", "5", "--format", "csv"}));
  CHECK(of_config.out == of_file.out);
  const Finished set = run_program(
      replay(shipped_config("quick.toml"), "1000", {"--set", "run.seed=5", "--format", "csv"}));
  CHECK(set.out == of_file.out);
  const Finished other =
      run_program(replay(shipped_config("quick.toml"), "1000", {"--seed", "6", "--format", "csv"}));
  CHECK(other.status == 0);
  CHECK(other.out != of_file.out);

  const Finished beyond = run_program(replay(file, "2048", {"--format", "json"}));
  CHECK(beyond.status == 0);
  CHECK_THAT(beyond.err, ContainsSubstring("trajectory 2048 is none of the file's") &&
                             ContainsSubstring("0 to 2047"));
  CHECK(nlohmann::json::parse(beyond.out).at("trajectory") == 2048);
}

TEST_CASE("a trajectory that cannot be is a usage error", "[commands][replay]") {
  const std::string config = shipped_config("quick.toml");
  CHECK(run_program(replay(config, "1099511627775", {"--columns", "all"})).status ==
        0);  // 2^40 - 1
  for (const char* wrong : {"1099511627776", "-1", "x", ""}) {
    CAPTURE(wrong);
    const Finished refused = run_program(replay(config, wrong));
    CHECK(refused.status == 2);
    CHECK(refused.out.empty());
  }
  CHECK(run_program({"replay", config}).status == 2);
  CHECK(run_program(replay(config, "1", {"--columns", "everything"})).status == 2);
  CHECK(run_program(replay("absent.toml", "1")).status == 3);
}
