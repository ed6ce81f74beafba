// What the program says to a mistyped command line, and to a cry for help.
#include "tests/catch.hpp"
#include "tests/commands/program.hpp"

using Catch::Matchers::ContainsSubstring;
using racecast::testing::Finished;
using racecast::testing::run_program;
using racecast::testing::shipped_config;

TEST_CASE("a mistyped command line is exit code 2 and a word on stderr", "[commands]") {
  const std::string quick = shipped_config("quick.toml");
  const auto [arguments, word] = GENERATE_COPY(table<std::vector<std::string>, std::string>({
      {std::vector<std::string>(), "Usage: racecast"},
      {{"rnu"}, "did you mean 'run'?"},
      {{"--force"}, "subcommand"},
      {{"run"}, "CONFIG"},
      {{"run", quick, "--trajectores", "5"}, "no option --trajectores (did you mean"},
      {{"run", quick, "--trajectores=5"}, "--trajectories"},
      {{"run", quick, "5"}, "run takes no '5'"},
      {{"run", "", "--seed", "5"}, "CONFIG is given an empty value"},
      {{"run", quick, "--seed", ""}, "--seed is given an empty value"},
      {{"run", "--seed=", quick}, "--seed is given an empty value"},
      {{"run", quick, "-o", ""}, "--output is given an empty value"},
      {{"run", quick, "--set", ""}, "--set is given an empty value"},
      {{"run", quick, "--seed"}, "--seed"},
      {{"run", quick, "--seed", "1", "--seed", "2"}, "--seed"},
      {{"run", quick, "--until-ci", "nan"}, "finite"},
      {{"run", quick, "--until-ci", "0"}, "out of range"},
      {{"run", quick, "--checkpoint", "-1"}, "out of range"},
      {{"run", quick, "--trajectories", "1.000"}, "a point begins a fraction"},
      {{"run", quick, "--trajectories", "many"}, "many"},
      {{"run", quick, "--trajectories", "1.5"}, "1.5"},
      {{"run", quick, "--trajectories", "0"}, "out of range"},
      {{"run", quick, "--trajectories", "1e15"}, "out of range"},
      {{"run", quick, "--seed", "-1"}, "-1"},
      {{"run", quick, "--threads", "0"}, "--threads"},
      {{"run", quick, "--device", "abacus"}, "abacus"},
      {{"run", quick, "--progress", "loud"}, "loud"},
      {{"run", quick, "--set", "run.seed"}, "PATH=VALUE"},
      {{"check"}, "CONFIG"},
      {{"report", quick, "-o", ""}, "--output is given an empty value"},
      {{"summary", quick, "--threshold", ""}, "--threshold is given an empty value"},
      {{"hindcast", quick, "--data", ""}, "--data is given an empty value"},
      {{"schema", "confg"}, "did you mean 'config'?"},
      {{"summary", quick, "--jsn"}, "did you mean '--json'?"},
      {{"summary"}, "FILE"},
      {{"help", "rnu"}, "rnu"},
  }));
  const Finished finished = run_program(arguments);
  INFO(finished.err);
  CHECK(finished.status == 2);
  CHECK(finished.out.empty());
  CHECK_THAT(finished.err, ContainsSubstring(word));
}

TEST_CASE("help and version are on every command", "[commands]") {
  const std::string command = GENERATE("run", "check", "summary", "devices", "help");
  CHECK_THAT(run_program({"help"}).out, ContainsSubstring("\n  " + command));
  const Finished help = run_program({command, "--help"});
  CHECK(help.status == 0);
  CHECK_THAT(help.out, ContainsSubstring("racecast " + command));
  CHECK(run_program({"help", command}).out == help.out);
  const Finished version = run_program({command, "--version"});
  CHECK(version.status == 0);
  CHECK_THAT(version.out, ContainsSubstring("racecast 0.1.0") && ContainsSubstring("commit "));
  CHECK(version.out == run_program({"--version"}).out);
}

TEST_CASE("help lists the options that people use and hides those for proofs", "[commands]") {
  const std::string help = run_program({"run", "--help"}).out;
  for (const char* option : {"--output", "--trajectories", "--seed", "--device", "--threads",
                             "--set", "--progress", "--force", "--quiet", "--json", "--shard",
                             "--resume", "--checkpoint", "--until-ci", "--first-draw"}) {
    CHECK_THAT(help, ContainsSubstring(option));
  }
  CHECK_THAT(help, !ContainsSubstring("--isa"));
}

TEST_CASE("devices names the processor, and why there is no GPU", "[commands]") {
  const Finished finished = run_program({"devices"}, {"CUDA_VISIBLE_DEVICES="});
  CHECK(finished.status == 0);
  CHECK_THAT(finished.out, ContainsSubstring("cpu   ") && ContainsSubstring("thread") &&
                               ContainsSubstring("cuda    none ("));
  const Finished json = run_program({"devices", "--json"}, {"CUDA_VISIBLE_DEVICES="});
  CHECK_THAT(json.out,
             ContainsSubstring("\"kind\": \"cpu\"") && ContainsSubstring("instruction_sets"));
}
