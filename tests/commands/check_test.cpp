// `racecast check`: located mistakes, all of them, and the exit code.
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
