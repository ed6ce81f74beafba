// `racecast sweep`: files, exit codes, interruptions, and the other commands given its file.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "host/files/output_lock.hpp"
#include "host/page/page.hpp"
#include "host/results/sweep_result.hpp"
#include "tests/catch.hpp"
#include "tests/commands/program.hpp"
#include "tests/sweep/sweeps.hpp"

using Catch::Matchers::ContainsSubstring;
using racecast::synthetic::bytes_of;
using racecast::synthetic::put_bytes;
using racecast::synthetic::TemporaryFolder;
using racecast::testing::Finished;
using racecast::testing::Program;
using racecast::testing::run_program;
using namespace racecast::test;
using Arguments = std::vector<std::string>;

namespace {

Arguments sweep_of(const TemporaryFolder& folder, const std::string& output,
                   const Arguments& more = {}) {
  Arguments arguments = {"sweep", folder.file("sweep.toml"), "-o", folder.file(output), "--device",
                         "cpu"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

void put_sweep(const TemporaryFolder& folder, const std::string& tables) {
  put_bytes(folder.file("sweep.toml"), sweep_head() + tables);
}

std::string digest_of(const std::string& file) { return sweep_digest(racecast::read_sweep(file)); }

/// 32 scenarios and the base.
const std::string thirty_two =
    "[[axis]]\nname = \"a\"\npath = \"us.power.growth\"\nlow = 0.02\nhigh = 0.4\nsteps = 8\n"
    "[[axis]]\nname = \"b\"\npath = \"cn.power.growth\"\nlow = 0.02\nhigh = 0.4\nsteps = 4\n";

}  // namespace

TEST_CASE("a sweep writes its file, tells it on stdout and leaves no parts", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis + open_controls);
  const Finished run = run_program(sweep_of(folder, "out.h5"));
  INFO(run.err);
  REQUIRE(run.status == 0);
  CHECK(folder.entries() == 2);
  CHECK_THAT(run.err, ContainsSubstring("4 scenarios of 512 trajectories") &&
                          ContainsSubstring(digest_of(folder.file("out.h5"))));
  CHECK_THAT(run.out, ContainsSubstring("growth=0.02") && ContainsSubstring("reference"));
  CHECK(run_program({"summary", folder.file("out.h5")}).out == run.out);
  const auto json =
      nlohmann::json::parse(run_program({"summary", folder.file("out.h5"), "--json"}).out);
  CHECK(json.at("scenarios").size() == 4);
  CHECK(json.at("scenarios")[1].at("axes").at("growth").at("value") == 0.02);
  CHECK(json.at("reference") == "base");
  CHECK(json.at("sweep_digest") == digest_of(folder.file("out.h5")));
}

TEST_CASE("a sweep that is killed twice and resumed is the one that ran through", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, thirty_two);
  REQUIRE(run_program(sweep_of(folder, "whole.h5")).status == 0);
  std::mt19937 random(std::random_device{}());
  const auto parts = [&] {
    std::error_code ignored;
    const std::filesystem::directory_iterator all(folder.file("out.h5.parts"), ignored);
    return ignored ? 0 : std::distance(begin(all), end(all));
  };
  for (int kill = 0; kill < 2; ++kill) {
    const auto before = parts();
    const auto wanted = before + 1 + static_cast<long>(random() % 10);
    Program program(sweep_of(folder, "out.h5", kill == 0 ? Arguments{} : Arguments{"--resume"}));
    for (int tries = 0; tries < 30'000 && parts() < wanted; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
    program.signal(SIGKILL);
    CHECK(program.finish().status == -SIGKILL);
    CHECK(parts() > before);
    CHECK_FALSE(std::filesystem::exists(folder.file("out.h5")));
  }
  const Finished refused = run_program(sweep_of(folder, "out.h5"));
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err,
             ContainsSubstring("out.h5.parts exists already") && ContainsSubstring("--resume"));
  const Finished resumed = run_program(sweep_of(folder, "out.h5", {"--resume"}));
  INFO(resumed.err);
  CHECK(resumed.status == 0);
  CHECK_THAT(resumed.err, ContainsSubstring("of them are done"));
  CHECK(digest_of(folder.file("out.h5")) == digest_of(folder.file("whole.h5")));
  CHECK_FALSE(std::filesystem::exists(folder.file("out.h5.parts")));
  CHECK(run_program(sweep_of(folder, "other.h5", {"--seed", "2"})).status == 0);
  CHECK(digest_of(folder.file("other.h5")) != digest_of(folder.file("whole.h5")));
}

TEST_CASE("an interrupted sweep keeps its parts and says how to go on", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, thirty_two);
  const int number = GENERATE(SIGINT, SIGTERM);
  Program program(sweep_of(folder, "out.h5", {"--trajectories", "40k"}));
  REQUIRE(program.wait_for_error_text("scenarios of"));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  program.signal(number);
  const Finished stopped = program.finish();
  CHECK(stopped.status == 130);
  CHECK_THAT(stopped.err, ContainsSubstring("interrupted after") &&
                              ContainsSubstring("of 33 scenarios") &&
                              ContainsSubstring("--resume"));
  CHECK(std::filesystem::is_directory(folder.file("out.h5.parts")));
  CHECK_FALSE(std::filesystem::exists(folder.file("out.h5")));
}

TEST_CASE("a part that cannot be written fails its scenario alone, and can be tried again",
          "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis + open_controls);
  std::filesystem::create_directories(folder.file("out.h5.parts/000002.h5"));
  const Finished run = run_program(sweep_of(folder, "out.h5", {"--resume"}));
  CHECK(run.status == 1);
  CHECK_THAT(run.err, ContainsSubstring("scenario 'growth=0.4' failed: cannot write") &&
                          ContainsSubstring("1 of 4 scenarios failed"));
  const racecast::SweepResult sweep = racecast::read_sweep(folder.file("out.h5"));
  CHECK(sweep.failed() == 1);
  CHECK(sweep.done(3));
  std::filesystem::remove(folder.file("out.h5.parts/000002.h5"));
  const Finished again = run_program(sweep_of(folder, "out.h5", {"--resume", "--force"}));
  CHECK(again.status == 0);
  CHECK_THAT(again.err, ContainsSubstring("3 of them are done"));
  CHECK(racecast::read_sweep(folder.file("out.h5")).failed() == 0);
}

TEST_CASE("a shard that is started again keeps the checkpoint of its scenario", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis);
  const Arguments shard = sweep_of(folder, "out.h5", {"--trajectories", "100M", "--shard", "1/2"});
  const std::string checkpoint = folder.file("out.h5.parts/000000.h5.ckpt");
  for (const int number : {SIGINT, SIGKILL}) {
    Program program(shard);
    REQUIRE(program.wait_for_error_text("scenarios of"));
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    program.signal(number);
    program.finish();
    CHECK(std::filesystem::exists(checkpoint));
  }
}

TEST_CASE("a sweep is put together around no shard at work, and without the locks of dead ones",
          "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis);
  REQUIRE(run_program(sweep_of(folder, "out.h5", {"--shard", "1/2"})).status == 0);
  const std::string parts = folder.file("out.h5.parts/");
  {
    const racecast::OutputLock at_work(parts + "shard-2-of-2");
    const Finished refused = run_program(sweep_of(folder, "out.h5", {"--resume"}));
    CHECK(refused.status == 1);
    CHECK_THAT(refused.err, ContainsSubstring("shard-2-of-2 is being written by another"));
  }
  put_bytes(parts + ".shard-2-of-2.lock", "process 1 on a machine that is gone");
  CHECK(run_program(sweep_of(folder, "out.h5", {"--resume"})).status == 0);
  CHECK_FALSE(std::filesystem::exists(parts));
}

TEST_CASE("no shard begins while the sweep is put together", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis);
  {
    const racecast::OutputLock last_step(folder.file("out.h5"));
    const Finished refused = run_program(sweep_of(folder, "out.h5", {"--shard", "1/2"}));
    CHECK(refused.status == 1);
    CHECK_THAT(refused.err, ContainsSubstring("out.h5 is being written by another"));
    CHECK_FALSE(std::filesystem::exists(folder.file("out.h5.parts/000000.h5")));
  }
  CHECK(run_program(sweep_of(folder, "out.h5", {"--shard", "1/2"})).status == 0);
}

TEST_CASE("shards of another number of shards do not work beside each other", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis);
  std::filesystem::create_directory(folder.file("out.h5.parts"));
  {
    const racecast::OutputLock at_work(folder.file("out.h5.parts/shard-1-of-12"));
    const Finished refused = run_program(sweep_of(folder, "out.h5", {"--shard", "1/2"}));
    CHECK(refused.status == 1);
    CHECK_THAT(refused.err, ContainsSubstring("shard-1-of-12 is being written by another"));
    CHECK(run_program(sweep_of(folder, "out.h5", {"--shard", "2/12"})).status == 0);
  }
  CHECK(run_program(sweep_of(folder, "out.h5", {"--shard", "1/2"})).status == 0);
}

TEST_CASE("--resume says of a damaged sweep that it is", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis);
  REQUIRE(run_program(sweep_of(folder, "out.h5")).status == 0);
  racecast::synthetic::damage(folder.file("out.h5"));
  const Finished damaged = run_program(sweep_of(folder, "out.h5", {"--resume"}));
  CHECK(damaged.status == 3);
  CHECK_THAT(damaged.err, ContainsSubstring("--force to replace it"));
}

TEST_CASE("--keep leaves results that other commands open", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis);
  REQUIRE(run_program(sweep_of(folder, "out.h5", {"--keep", "--quiet"})).status == 0);
  const std::string parts = folder.file("out.h5.parts/");
  CHECK(run_program({"summary", parts + "000001.h5"}).status == 0);
  CHECK(run_program({"compare", parts + "000000.h5", parts + "000002.h5"}).status == 0);
  CHECK(run_program({"verify", parts + "000002.h5", "--full", "--device", "cpu"}).status == 0);
}

TEST_CASE("--keep leaves nothing else of runs that were killed", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis);
  REQUIRE(run_program(sweep_of(folder, "out.h5", {"--keep"})).status == 0);
  const std::string parts = folder.file("out.h5.parts/");
  for (const char* name : {"000001.h5.ckpt", "000001.h5.ckpt.1", ".000001.h5.123-0.tmp"})
    put_bytes(parts + name, "what a kill left");
  REQUIRE(run_program(sweep_of(folder, "out.h5", {"--keep", "--resume"})).status == 0);
  CHECK(std::distance(std::filesystem::directory_iterator(parts), {}) == 3);
}

TEST_CASE("mistakes end a sweep before any work", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, "[[axis]]\npath = \"us.power.growht\"\nvalues = [1]\n");
  const Finished wrong = run_program(sweep_of(folder, "out.h5"));
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err,
             ContainsSubstring("sweep.toml:11:11: error: ") && ContainsSubstring("did you mean"));
  CHECK(folder.entries() == 1);
  put_sweep(folder, growth_axis);
  put_bytes(folder.file("out.h5"), "old");
  CHECK(run_program(sweep_of(folder, "out.h5")).status == 2);
  CHECK(bytes_of(folder.file("out.h5")) == "old");
  CHECK(run_program({"sweep", folder.file("absent.toml")}).status == 3);
  const Finished listed = run_program(sweep_of(folder, "out.h5", {"--list"}));
  CHECK(listed.status == 0);
  CHECK_THAT(listed.out,
             ContainsSubstring("growth=0.4  (") && ContainsSubstring("us.power.growth=0.4"));
}

TEST_CASE("commands that take results say what a sweep file is", "[commands]") {
  const TemporaryFolder folder;
  put_sweep(folder, growth_axis);
  const std::string file = folder.file("out.h5");
  REQUIRE(run_program(sweep_of(folder, "out.h5", {"--quiet"})).status == 0);
  std::vector<Arguments> commands = {Arguments{"compare", file, file},
                                     {"verify", file},
                                     {"export", file, "--table", "summary"},
                                     {"replay", file, "--trajectory", "1"},
                                     {"explain", file}};
  if (!racecast::page_pieces().empty())
    commands.push_back({"report", file, "-o", folder.file("a.html")});
  for (const Arguments& command : commands) {
    const Finished refused = run_program(command);
    CAPTURE(command[0], refused.err);
    CHECK(refused.status == 3);
    CHECK_THAT(refused.err, ContainsSubstring("it is a sweep, which `racecast summary` takes"));
  }
  CHECK(run_program({"summary", file, "--threshold", "nothing"}).status == 2);
}
