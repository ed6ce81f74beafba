// `racecast bench`: its keys, its table, its errors. How fast anything is, is never asserted.
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using racecast::synthetic::bytes_of;
using racecast::synthetic::put_bytes;
using racecast::synthetic::TemporaryFolder;
using racecast::testing::Finished;
using racecast::testing::interrupt_program;
using racecast::testing::run_program;
using racecast::testing::shipped_config;

namespace {

/// `racecast bench quick.toml` on the CPU within about a second, and these arguments.
std::vector<std::string> short_bench(const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"bench",    shipped_config("quick.toml"),
                                        "--device", "cpu",
                                        "--quick",  "--budget",
                                        "1",        "--threads",
                                        "2"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

void check_spread(const json& spread) {
  CHECK(spread.at("low") <= spread.at("median"));
  CHECK(spread.at("median") <= spread.at("high"));
  CHECK(spread.at("repeats") >= 1);
  CHECK(spread.at("median") > 0);
}

}  // namespace

TEST_CASE("a bench says all that it measures under stable keys", "[commands][bench]") {
  const Finished bench = run_program(short_bench({"--trajectories", "1k,2k", "--json", "--quiet"}));
  INFO(bench.err);
  REQUIRE(bench.status == 0);
  CHECK(bench.err.empty());
  const json report = json::parse(bench.out);
  for (const char* key :
       {"format", "racecast_version", "git_commit", "compiler", "date", "config", "device",
        "budget_seconds", "seconds", "first_result_seconds", "first_result", "sizes",
        "sizes_left_out", "threads", "growth", "growth_left_out"}) {
    INFO(key);
    CHECK(report.contains(key));
  }
  CHECK(report.at("config").at("name") == "quick");
  CHECK(report.at("device").at("kind") == "cpu");
  CHECK(report.at("device").at("threads") == 2);
  CHECK(report.at("budget_seconds") == 1.0);
  CHECK(report.at("first_result").at("process_start") > 0);

  REQUIRE(report.at("sizes").size() + report.at("sizes_left_out").size() == 2);
  CHECK(report.at("sizes").at(0).at("trajectories") == 992);  // whole draws of 16 paths
  for (const json& row : report.at("sizes")) {
    check_spread(row.at("seconds"));
    check_spread(row.at("path_months_per_second"));
  }
  REQUIRE(report.at("threads").size() == 2);
  CHECK(report.at("threads").at(0).at("speed_up").at("median") == 1.0);
  CHECK(report.at("threads").at(1).at("threads") == 2);
  for (const json& row : report.at("growth"))
    CHECK((row.at("time_ratio_of_10x").is_null() || row.at("time_ratio_of_10x") > 0));
}

TEST_CASE("the table of a bench names what was left out and fits a terminal", "[commands][bench]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("bench.json");
  const Finished bench = run_program(short_bench({"--trajectories", "1k,1G", "-o", file}));
  INFO(bench.out << bench.err);
  REQUIRE(bench.status == 0);
  for (const char* word : {"first result after", "trajectories", "efficiency", "growing work",
                           "peak memory", "1,000,000,000"})
    CHECK_THAT(bench.out, ContainsSubstring(word));
  std::istringstream lines(bench.out);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 100);
  CHECK_THAT(bench.err, ContainsSubstring("measuring") && ContainsSubstring("wrote " + file));
  CHECK(json::parse(bytes_of(file)).at("sizes_left_out") == json{1000000000});
}

TEST_CASE("the old spellings of a bench's --json still work", "[commands][bench]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("bench.json");
  const Finished printed = run_program(short_bench({"--trajectories", "1k", "--json", "-"}));
  CHECK(printed.status == 0);
  CHECK_THAT(printed.err, ContainsSubstring("--json - is an old spelling; write --json\n"));
  CHECK(json::parse(printed.out).contains("sizes"));
  const Finished written = run_program(short_bench({"--trajectories", "1k", "--json", file}));
  CHECK(written.status == 0);
  CHECK_THAT(written.err, ContainsSubstring("an old spelling; write -o " + file));
  CHECK_THAT(written.out, ContainsSubstring("trajectories"));
  CHECK(json::parse(bytes_of(file)).contains("sizes"));
}

TEST_CASE("a bench that names no config runs the baseline", "[commands][bench]") {
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(RACECAST_SOURCE_DIR);
  const Finished bench =
      run_program({"bench", "--device", "cpu", "--quick", "--budget", "1", "--trajectories", "64",
                   "--json", "--set", "run.horizon=2026-12"});
  std::filesystem::current_path(here);
  INFO(bench.err);
  REQUIRE(bench.status == 0);
  CHECK(json::parse(bench.out).at("config").at("name") == "baseline");
}

TEST_CASE("a mistyped bench is exit code 2 and a word on stderr", "[commands][bench]") {
  const std::string quick = shipped_config("quick.toml");
  const auto [arguments, word] = GENERATE_COPY(table<std::vector<std::string>, std::string>({
      {{"bench", quick, "--trajectories", "1k,many"}, "many"},
      {{"bench", quick, "--trajectories", "1k,"}, "whole number"},
      {{"bench", quick, "--trajectories", "0"}, "out of range"},
      {{"bench", quick, "--budget", "0"}, "--budget"},
      {{"bench", quick, "--budget", "long"}, "--budget"},
      {{"bench", quick, "--device", "abacus"}, "abacus"},
      {{"bench", quick, "--threads", "0"}, "--threads"},
      {{"bench", quick, "--isa", "mmx"}, "mmx"},
      {{"bench", quick, "--set", "run.seed"}, "PATH=VALUE"},
      {{"bench", quick, "--set", "run.sed=1"}, "sed"},
      {{"bench", quick, "another.toml"}, "another.toml"},
  }));
  const Finished finished = run_program(arguments);
  INFO(finished.err);
  CHECK(finished.status == 2);
  CHECK(finished.out.empty());
  CHECK_THAT(finished.err, ContainsSubstring(word));
}

TEST_CASE("a bench refuses what it cannot read or write before any work", "[commands][bench]") {
  const TemporaryFolder folder;
  const Finished absent = run_program({"bench", folder.file("absent.toml")});
  CHECK(absent.status == 3);
  CHECK_THAT(absent.err, ContainsSubstring("absent.toml") && !ContainsSubstring("measuring"));
  const std::string file = folder.file("old.json");
  put_bytes(file, "old");
  const Finished refused = run_program(short_bench({"-o", file}));
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, ContainsSubstring("--force") && !ContainsSubstring("measuring"));
  CHECK(bytes_of(file) == "old");
  const Finished nowhere = run_program(short_bench({"-o", folder.file("no/such.json")}));
  CHECK(nowhere.status == 1);
  CHECK_THAT(nowhere.err, !ContainsSubstring("measuring"));
}

TEST_CASE("an interrupted bench reports nothing and is exit code 130", "[commands][bench]") {
  const TemporaryFolder folder;
  const std::string file = folder.file("bench.json");
  const Finished finished = interrupt_program({"bench", shipped_config("quick.toml"), "--device",
                                               "cpu", "--trajectories", "1G", "-o", file},
                                              "measuring", SIGINT);
  CHECK(finished.status == 130);
  CHECK_THAT(finished.err, ContainsSubstring("interrupted"));
  CHECK(finished.out.empty());
  CHECK(folder.entries() == 0);
}

TEST_CASE("help of the bench lists its options", "[commands][bench]") {
  const Finished help = run_program({"bench", "--help"});
  CHECK(help.status == 0);
  for (const char* option : {"racecast bench", "--trajectories", "--budget", "--quick", "--device",
                             "--threads", "--isa", "--set", "--json", "--force", "--quiet"})
    CHECK_THAT(help.out, ContainsSubstring(option));
  CHECK(run_program({"help", "bench"}).out == help.out);
}
