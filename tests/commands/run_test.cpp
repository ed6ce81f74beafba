// `racecast run` and `racecast summary`: files, exit codes and what stands on which stream.
#include <sys/wait.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "host/result/result.hpp"
#include "host/results/result_file.hpp"
#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using racecast::synthetic::bytes_of;
using racecast::synthetic::put_bytes;
using racecast::synthetic::TemporaryFolder;
using racecast::testing::Finished;
using racecast::testing::interrupt_program;
using racecast::testing::run_program;
using racecast::testing::shipped_config;

namespace {

/// `racecast run quick.toml` on the CPU with few trajectories, and these arguments.
std::vector<std::string> quick_run(const std::string& output,
                                   const std::vector<std::string>& more = {},
                                   const std::string& trajectories = "2048") {
  std::vector<std::string> arguments = {
      "run",       shipped_config("quick.toml"), "-o", output, "--device", "cpu", "--trajectories",
      trajectories};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

}  // namespace

TEST_CASE("a run writes its file, its summary on stdout and the rest on stderr", "[commands]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("quick.h5");
  const Finished run = run_program(quick_run(file, {"--seed", "9"}));
  INFO(run.err);
  REQUIRE(run.status == 0);
  CHECK_THAT(run.err, ContainsSubstring("2048 trajectories") && ContainsSubstring("wrote " + file));
  CHECK(folder.entries() == 1);

  const racecast::Result result = racecast::read_result(file);
  CHECK(result.trajectories() == 2048);
  CHECK(result.provenance.seed == 9);
  CHECK_THAT(result.provenance.command, ContainsSubstring("--seed 9"));
  CHECK_THAT(result.provenance.config_resolved, ContainsSubstring("2048"));
  CHECK(result.provenance.device_kind == "cpu");
  CHECK_THAT(run.err, ContainsSubstring(racecast::outcome_digest(result)));

  const Finished summary = run_program({"summary", file});
  CHECK(summary.status == 0);
  CHECK(summary.out == run.out);
  const auto json = nlohmann::json::parse(run_program({"summary", file, "--json"}).out);
  CHECK(json.at("trajectories") == 2048);
}

TEST_CASE("--json and --quiet leave JSON on stdout and nothing on stderr", "[commands]") {
  const TemporaryFolder folder;
  const Finished run = run_program(quick_run(folder.file("a.h5"), {"--json", "--quiet"}));
  CHECK(run.status == 0);
  CHECK(run.err.empty());
  CHECK(nlohmann::json::parse(run.out).at("trajectories") == 2048);
}

TEST_CASE("threads, instruction sets and the way to write a number leave the digest",
          "[commands]") {
  const TemporaryFolder folder;
  const auto digest = [&](const std::vector<std::string>& more) {
    const std::string file = folder.file("a.h5");
    const Finished run = run_program(quick_run(file, more));
    INFO(run.err);
    REQUIRE(run.status == 0);
    return racecast::outcome_digest(racecast::read_result(file));
  };
  const std::string reference = digest({"--threads", "1"});
  CHECK(digest({"--force", "--threads", "3"}) == reference);
  CHECK(digest({"--force", "--isa", "portable"}) == reference);
  CHECK(digest({"--force", "--set", "run.seed=1"}) == reference);
  CHECK(digest({"--force", "--seed", "2"}) != reference);
  CHECK(digest({"--force", "--first-draw", "1"}) != reference);
}

TEST_CASE("an existing file is refused before any work and kept", "[commands]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("old.h5");
  put_bytes(file, "old");
  const Finished refused = run_program(quick_run(file));
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, ContainsSubstring("exists already") && ContainsSubstring("--force") &&
                              !ContainsSubstring(" on "));
  CHECK(bytes_of(file) == "old");
  CHECK(run_program(quick_run(file, {"--force"})).status == 0);
  CHECK(bytes_of(file) != "old");
}

TEST_CASE("a place that cannot be written is refused before any work", "[commands]") {
  const TemporaryFolder folder;
  const Finished absent = run_program(quick_run(folder.file("no/such/a.h5")));
  CHECK(absent.status == 1);
  CHECK_THAT(absent.err,
             ContainsSubstring("there is no directory") && !ContainsSubstring("months on"));
  const Finished directory = run_program(quick_run(folder.path().string(), {"--force"}));
  CHECK(directory.status == 2);
  CHECK_THAT(directory.err, ContainsSubstring("is not a file"));
  CHECK(run_program(quick_run("/dev/null", {"--force"})).status == 2);
}

TEST_CASE("without a GPU, auto says once that it takes the CPU and cuda fails", "[commands]") {
  const TemporaryFolder folder;
  const std::vector<std::string> no_gpu = {"CUDA_VISIBLE_DEVICES="};
  const std::string file = folder.file("a.h5");
  const std::vector<std::string> base = {
      "run", shipped_config("quick.toml"), "-o", file, "--trajectories", "2048", "--device"};
  auto with = [&](const std::string& device) {
    std::vector<std::string> arguments = base;
    arguments.push_back(device);
    return run_program(arguments, no_gpu);
  };
  const Finished cuda = with("cuda");
  CHECK(cuda.status == 1);
  CHECK_THAT(cuda.err, ContainsSubstring("no CUDA device can be used (") &&
                           ContainsSubstring("--device cpu"));
  CHECK_FALSE(std::filesystem::exists(file));
  const Finished fallen_back = with("auto");
  CHECK(fallen_back.status == 0);
  const std::string notice = "running on the CPU";
  const std::size_t first = fallen_back.err.find(notice);
  CHECK(first != std::string::npos);
  CHECK(fallen_back.err.find(notice, first + 1) == std::string::npos);
}

TEST_CASE("an interrupted run leaves a checkpoint alone, and exit code 130", "[commands]") {
  const TemporaryFolder folder;
  const int number = GENERATE(SIGINT, SIGTERM);
  const Finished finished =
      interrupt_program({"run", shipped_config("baseline.toml"), "-o", folder.file("a.h5"),
                         "--device", "cpu", "--trajectories", "1G"},
                        "trajectories of", number);
  CHECK(finished.status == 130);
  CHECK_THAT(finished.err, ContainsSubstring("interrupted; what was done") &&
                               ContainsSubstring("--resume goes on from there"));
  CHECK(finished.out.empty());
  CHECK(std::filesystem::exists(folder.file("a.h5.ckpt")));
  CHECK(folder.entries() == 1);
}

TEST_CASE("a run that its limit ended is not complete for a higher one", "[commands]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("ci.h5");
  const auto run = [&](const std::string& trajectories, const std::vector<std::string>& more) {
    std::vector<std::string> rule = {"--until-ci", "1e-4"};
    rule.insert(rule.end(), more.begin(), more.end());
    return run_program(quick_run(file, rule, trajectories));
  };
  REQUIRE(run("2048", {}).status == 0);
  const Finished same = run("2048", {"--resume"});
  CHECK(same.status == 0);
  CHECK_THAT(same.err, ContainsSubstring("complete already"));
  for (const char* other : {"4096", "1024"}) {
    const Finished refused = run(other, {"--resume"});
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err, ContainsSubstring("is not what this run gives"));
  }
  CHECK(run("4096", {"--resume", "--force"}).status == 0);
  CHECK(racecast::read_result(file).trajectories() == 4096);
}

TEST_CASE("--resume says of a damaged file that it is, and takes no checkpoint of another run",
          "[commands]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  REQUIRE(run_program(quick_run(file)).status == 0);
  // Another run began over it and was interrupted.
  REQUIRE(interrupt_program({"run", shipped_config("baseline.toml"), "-o", file, "--device", "cpu",
                             "--trajectories", "1G", "--force"},
                            "trajectories of", SIGINT)
              .status == 130);
  CHECK(run_program(quick_run(file, {"--resume"})).status == 0);
  CHECK(std::filesystem::exists(file + ".ckpt"));
  racecast::synthetic::damage(file);
  const Finished damaged = run_program(quick_run(file, {"--resume"}));
  CHECK(damaged.status == 3);
  CHECK_THAT(damaged.err, ContainsSubstring(file) && ContainsSubstring("--force to replace it"));
  CHECK(run_program(quick_run(file, {"--resume", "--force"})).status == 0);
  CHECK(folder.entries() == 1);
}

TEST_CASE("no command writes over the config it reads", "[commands]") {
  const TemporaryFolder folder;
  const std::string config = folder.file("mine.toml");
  put_bytes(config, "name = \"mine\"\nextends = \"" + shipped_config("quick.toml") + "\"\n");
  const std::string before = bytes_of(config);
  for (const char* command : {"run", "rare"}) {
    const Finished refused = run_program({command, config, "-o", config, "--force"});
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err, ContainsSubstring("which would be lost"));
  }
  CHECK(bytes_of(config) == before);
}

TEST_CASE("an answer that cannot be printed is an error", "[commands]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  REQUIRE(run_program(quick_run(file)).status == 0);
  const auto status = [&](const char* to) {
    const int all = std::system(
        (RACECAST_BINARY " summary " + file + " --json > " + to + " 2> /dev/null").c_str());
    return WIFEXITED(all) ? WEXITSTATUS(all) : -1;
  };
  CHECK(status("/dev/null") == 0);
  CHECK(status("/dev/full") == 1);
}

TEST_CASE("a first draw beyond the last is named", "[commands]") {
  const TemporaryFolder folder;
  const Finished refused =
      run_program({"run", shipped_config("baseline.toml"), "-o", folder.file("a.h5"), "--until-ci",
                   "0.01", "--first-draw", "34359738368"});
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, ContainsSubstring("--first-draw is 34359738368"));
}

TEST_CASE("summary refuses what is not a result file with exit code 3", "[commands]") {
  const TemporaryFolder folder;
  put_bytes(folder.file("text.h5"), "not a result");
  CHECK(run_program({"summary", folder.file("text.h5")}).status == 3);
  const Finished absent = run_program({"summary", folder.file("absent.h5")});
  CHECK(absent.status == 3);
  CHECK_THAT(absent.err, ContainsSubstring("absent.h5"));
}

TEST_CASE("merge refuses to write over a shard", "[commands]") {
  const TemporaryFolder folder;
  const std::string config = shipped_config("quick.toml");
  std::vector<std::string> merge = {"merge"};
  for (const char* shard : {"1/2", "2/2"}) {
    merge.push_back(folder.file(std::string("shard") + shard[0] + ".h5"));
    REQUIRE(run_program({"run", config, "--trajectories", "640", "--shard", shard, "--quiet", "-o",
                         merge.back()})
                .status == 0);
  }
  const std::string before = bytes_of(merge[1]);
  merge.insert(merge.end(), {"--force", "-o", folder.file("./shard1.h5")});
  const Finished refused = run_program(merge);
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, ContainsSubstring("which would be lost"));
  CHECK(bytes_of(folder.file("shard1.h5")) == before);
  merge.back() = folder.file("whole.h5");
  CHECK(run_program(merge).status == 0);
}
