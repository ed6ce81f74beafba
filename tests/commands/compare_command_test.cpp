// `racecast compare`, `export` and `verify` as a user types them.
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
using racecast::testing::run_program;
using racecast::testing::shipped_config;

namespace {

std::string quick_file(const TemporaryFolder& folder, const std::string& name,
                       const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"run",      shipped_config("quick.toml"),
                                        "-o",       folder.file(name),
                                        "--device", "cpu",
                                        "--quiet",  "--trajectories",
                                        "1024"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  REQUIRE(run_program(arguments).status == 0);
  return folder.file(name);
}

}  // namespace

TEST_CASE("compare, export and verify answer, and refuse what is not theirs", "[commands]") {
  const TemporaryFolder folder;
  const std::string a = quick_file(folder, "a.h5");
  const std::string b = quick_file(folder, "b.h5", {"--set", "cn.power.growth=0.4"});

  const Finished compared = run_program({"compare", a, b});
  CHECK(compared.status == 0);
  CHECK_THAT(compared.out, ContainsSubstring("Paired") && ContainsSubstring("cn.power.growth"));
  CHECK(nlohmann::json::parse(run_program({"compare", a, b, "--json"}).out).at("paired") == true);
  CHECK(run_program({"compare", a, b, "--threshold", "nothing"}).status == 2);

  const Finished listed = run_program({"export", a});
  CHECK_THAT(listed.out, ContainsSubstring("joint_count") && ContainsSubstring("parameters"));
  CHECK(run_program({"export", a, "--list"}).out == listed.out);
  const Finished table = run_program({"export", a, "--table", "outcome_count"});
  CHECK_THAT(table.out, ContainsSubstring("threshold,outcome,outcome_count\n"));
  const std::string text = folder.file("t.csv");
  CHECK(run_program({"export", a, "--table", "outcome_count", "-o", text}).status == 0);
  CHECK(bytes_of(text) == table.out);
  CHECK(run_program({"export", a, "--table", "outcome_count", "-o", text}).status == 2);  // exists
  const Finished slip = run_program({"export", a, "--table", "outcome_cuont"});
  CHECK(slip.status == 2);
  CHECK_THAT(slip.err, ContainsSubstring("did you mean 'outcome_count'?"));

  const Finished good = run_program({"verify", a, "--full", "--device", "cpu"});
  CHECK(good.status == 0);
  CHECK_THAT(good.out, ContainsSubstring("ok           run: "));
  racecast::Result altered = racecast::read_result(a);
  altered.samples.metrics[100] += 1;
  racecast::write_result(folder.file("altered.h5"), altered);
  const Finished bad = run_program({"verify", folder.file("altered.h5"), "--json"});
  CHECK(bad.status == 3);
  CHECK_THAT(bad.err, ContainsSubstring("failed: samples"));
  CHECK(nlohmann::json::parse(bad.out).at("verified") == false);
  altered = racecast::read_result(a);
  altered.provenance.model = "0.1";
  racecast::write_result(folder.file("older.h5"), altered);
  const Finished older = run_program({"verify", folder.file("older.h5")});
  CHECK(older.status == 0);
  CHECK_THAT(older.out, ContainsSubstring("not checked  samples: model 0.1 wrote the file"));

  put_bytes(folder.file("text.h5"), "not a result");
  CHECK(run_program({"verify", folder.file("text.h5")}).status == 3);
  CHECK(run_program({"export", folder.file("text.h5")}).status == 3);
  CHECK(run_program({"compare", a, folder.file("text.h5")}).status == 3);
}
