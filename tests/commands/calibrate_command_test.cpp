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
      calibrate(other, {"--threads", "2", "--write-json", folder.file("other.json")});
  REQUIRE(again.status == 0);
  CHECK_THAT(again.err, ContainsSubstring("--write-json is an old spelling; write --json > FILE"));
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

TEST_CASE("calibrate refuses to write over what it reads or writes", "[commands]") {
  const synthetic::TemporaryFolder folder;
  const std::string one = folder.file("one.toml"), data = folder.file("data.csv");
  std::filesystem::copy_file(shipped_config("history/history.csv"), data);
  std::filesystem::copy_file(shipped_config("history/series.toml"), folder.file("series.toml"));
  const std::string before = text_of(data);
  for (const std::vector<std::string>& files :
       {std::vector<std::string>{"-o", one, "--write-json", one},
        {"-o", one, "--result", one},
        {"-o", data},
        {"-o", one, "--write-json", folder.file("./one.toml")},
        {"-o", one, "--result", data}}) {
    std::vector<std::string> arguments = {"calibrate", shipped_config("hindcast-2024.toml"),
                                          "--data", data, "--force"};
    arguments.insert(arguments.end(), files.begin(), files.end());
    const Finished finished = run_program(arguments);
    CHECK(finished.status == 2);
    CHECK_THAT(finished.err, ContainsSubstring("which would be lost"));
  }
  CHECK(text_of(data) == before);
  CHECK_FALSE(std::filesystem::exists(one));
  const Finished paths = run_program({"calibrate", shipped_config("hindcast-2024.toml"), "--data",
                                      data, "-o", one, "--paths", "33"});
  CHECK(paths.status == 2);
  CHECK_THAT(paths.err, ContainsSubstring("--paths is 33; give a multiple of 32"));
}

TEST_CASE("a calibration that is not reached says so wherever it is read", "[commands]") {
  const synthetic::TemporaryFolder folder;
  const std::string one = folder.file("one.toml"), data = folder.file("data.csv");
  std::ofstream(data) << "series,nation,date,value,unit,uncertainty\n"
                         "capex_us_five,us,2025,1e50,USD bn,\n";
  const Finished finished = run_program(
      {"calibrate", shipped_config("hindcast-2025.toml"), "--data", data, "--series",
       shipped_config("history/series.toml"), "-o", one, "--stage-draws", "256", "--draws", "300",
       "--paths", "32", "--write-json", folder.file("one.json"), "--quiet"});
  REQUIRE(finished.status == 0);
  CHECK_THAT(finished.out, ContainsSubstring("NOT enough to trust it"));
  CHECK_THAT(finished.out, !ContainsSubstring("the data say nothing"));
  CHECK_THAT(load_config(one).description, ContainsSubstring("NOT to be trusted"));
  const json found = json::parse(text_of(folder.file("one.json")));
  CHECK(found.at("reached") == false);
  CHECK(found.at("draws") == 300);
}

TEST_CASE("calibrate runs the posterior it writes", "[commands]") {
  const synthetic::TemporaryFolder folder;
  const std::string one = folder.file("one.toml"), two = folder.file("two.h5");
  const std::string first = folder.file("one.h5");
  const std::vector<std::string> few = {"--set", "run.trajectories=4096", "--quiet"};
  std::vector<std::string> more = few;
  more.insert(more.end(), {"--result", first});
  REQUIRE(calibrate(one, more).status == 0);
  REQUIRE(run_program({"run", one, "-o", two, "--quiet"}).status == 0);
  const auto digest = [](const std::string& path) {
    const Finished told = run_program({"summary", path, "--json"});
    return json::parse(told.out).at("outcome_digest").get<std::string>();
  };
  CHECK(digest(first) == digest(two));
}
