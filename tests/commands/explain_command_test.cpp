// `racecast explain` and `racecast diff` as programs: files of both kinds, streams and exit codes.
#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using racecast::synthetic::put_bytes;
using racecast::synthetic::TemporaryFolder;
using racecast::testing::Finished;
using racecast::testing::run_program;
using racecast::testing::shipped_config;

namespace {

/// A result of quick.toml with few trajectories.
std::string quick_result(const TemporaryFolder& folder) {
  const std::string file = folder.file("quick.h5");
  const Finished run =
      run_program({"run", shipped_config("quick.toml"), "-o", file, "--device", "cpu",
                   "--trajectories", "128", "--quiet", "--set", "us.power.growth=0.25"});
  INFO(run.err);
  REQUIRE(run.status == 0);
  return file;
}

}  // namespace

TEST_CASE("explain prints a table, a part of it or one parameter", "[commands]") {
  const std::string config = shipped_config("quick.toml");
  const Finished all = run_program({"explain", config});
  CHECK(all.status == 0);
  CHECK(all.err.empty());
  CHECK_THAT(all.out, ContainsSubstring("\n[us.power]\n") && ContainsSubstring("2028-12"));
  CHECK(all.out.find('\033') == std::string::npos);
  const Finished part = run_program({"explain", config, "us.power"});
  CHECK(part.out.find("[cn.power]") == std::string::npos);
  const Finished one =
      run_program({"explain", config, "us.power.growth", "--set", "us.power.growth.sd=0.1"});
  CHECK(one.status == 0);
  CHECK_THAT(one.out, ContainsSubstring("us.power.growth = normal(") &&
                          ContainsSubstring("--set\n            sd = 0.1\n") &&
                          ContainsSubstring("baseline.toml:"));
  const auto json = nlohmann::json::parse(run_program({"explain", config, "run", "--json"}).out);
  CHECK(json.at("settings").size() == 6);
}

TEST_CASE("explain refuses what is not there", "[commands]") {
  const std::string config = shipped_config("quick.toml");
  const Finished unknown = run_program({"explain", config, "us.power.growht"});
  CHECK(unknown.status == 2);
  CHECK(unknown.out.empty());
  CHECK_THAT(unknown.err, ContainsSubstring("did you mean 'us.power.growth'?"));
  CHECK(run_program({"explain", config, "--set", "us.power.growth=x"}).status == 2);
  CHECK(run_program({"explain", "/nonexistent.toml"}).status == 3);
  const TemporaryFolder folder;
  put_bytes(folder.file("cut.h5"), "\x89HDF\r\n\x1a\n");
  CHECK(run_program({"explain", folder.file("cut.h5")}).status == 3);
}

TEST_CASE("a result file is asked as its config is", "[commands]") {
  const TemporaryFolder folder;
  const std::string file = quick_result(folder);
  CHECK_THAT(run_program({"explain", file, "us.power.growth"}).out,
             ContainsSubstring("us.power.growth = 0.25 1/yr"));
  const Finished diff = run_program({"diff", shipped_config("quick.toml"), file, "--json"});
  CHECK(diff.status == 0);
  const auto json = nlohmann::json::parse(diff.out);
  REQUIRE(json.at("parameters").size() == 1);
  CHECK(json.at("parameters")[0].at("path") == "us.power.growth");
  CHECK(json.at("parameters")[0].at("b").at("percentiles").at("p50") == 0.25);
  REQUIRE(json.at("settings").size() == 1);
  CHECK(json.at("settings")[0].at("path") == "run.trajectories");
  CHECK_THAT(run_program({"diff", file, file}).out, ContainsSubstring("\nno differences\n"));
}

TEST_CASE("diff ends with 0 in both cases", "[commands]") {
  const std::string quick = shipped_config("quick.toml");
  const Finished same = run_program({"diff", quick, quick});
  CHECK(same.status == 0);
  CHECK_THAT(same.out, ContainsSubstring("\nno differences\n"));
  const Finished other = run_program({"diff", quick, shipped_config("baseline.toml")});
  CHECK(other.status == 0);
  CHECK_THAT(other.out, ContainsSubstring("run.horizon\n  A  2028-12\n  B  2045-12\n"));
  const Finished set = run_program({"diff", quick, quick, "--set", "us.power.growth.sd=0.2"});
  CHECK_THAT(set.out, ContainsSubstring("1 parameter and 0 settings differ"));
  CHECK(run_program({"diff", quick}).status == 2);
}
