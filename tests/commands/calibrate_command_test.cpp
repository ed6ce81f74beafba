// `racecast calibrate`, from its files to the config that it writes.
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "host/config/config.hpp"
#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::testing;
using nlohmann::json;

namespace {

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// A short calibration of the start of 2024, into `output`.
Finished calibrate(const std::string& output, std::vector<std::string> more) {
  std::vector<std::string> arguments = {"calibrate",
                                        shipped_config("hindcast-2024.toml"),
                                        "--data",
                                        shipped_config("history/history.csv"),
                                        "-o",
                                        output,
                                        "--stage-draws",
                                        "512",
                                        "--draws",
                                        "1024",
                                        "--size",
                                        "100",
                                        "--paths",
                                        "32"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_program(arguments);
}

}  // namespace

TEST_CASE("calibrate writes a config that run takes, and the same one on every machine",
          "[commands]") {
  const synthetic::TemporaryFolder folder;
  const std::string one = folder.file("one.toml"), other = folder.file("other.toml");
  const Finished finished =
      calibrate(one, {"--threads", "1", "--isa", "portable", "--json", "--quiet"});
  REQUIRE(finished.status == 0);
  const Finished again =
      calibrate(other, {"--threads", "2", "--quiet", "--write-json", folder.file("other.json")});
  REQUIRE(again.status == 0);
  CHECK(text_of(one) == text_of(other));
  CHECK(text_of(folder.file("other.json")) == finished.out);

  const json found = json::parse(finished.out);
  for (const char* key : {"reached", "effective_draws", "pareto_shape", "log_evidence", "stages",
                          "parameters", "observations", "contradictions", "changed", "left",
                          "correlated_pairs", "seed", "likelihood"})
    CHECK(found.contains(key));
  CHECK(found["stages"].back()["temperature"] == 1.0);
  const Config posterior = load_config(one);
  CHECK(posterior.name == "hindcast-2024-posterior");
  CHECK_THAT(posterior.description, ContainsSubstring("posterior of "));

  CHECK_THAT(again.out, ContainsSubstring("priors. The posterior is worth") &&
                            ContainsSubstring("overlap") && ContainsSubstring("priors, 5 to 95 %"));
}

TEST_CASE("calibrate leaves files that exist, and says what is wrong with the data", "[commands]") {
  const synthetic::TemporaryFolder folder;
  const std::string output = folder.file("posterior.toml");
  std::ofstream(output) << "mine";
  const Finished refused = calibrate(output, {});
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, ContainsSubstring("--force"));
  CHECK(text_of(output) == "mine");

  const Finished missing = run_program({"calibrate", shipped_config("hindcast-2024.toml"), "--data",
                                        folder.file("none.csv"), "-o", folder.file("a.toml")});
  CHECK(missing.status == 3);
  CHECK_FALSE(std::filesystem::exists(folder.file("a.toml")));

  const Finished none =
      run_program({"calibrate", shipped_config("baseline.toml"), "--data",
                   shipped_config("history/history.csv"), "-o", folder.file("a.toml")});
  CHECK(none.status == 2);
  CHECK_THAT(none.err, ContainsSubstring("no observation lies within the months"));
}
