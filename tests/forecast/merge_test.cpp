// Parts of a run, joined in any order, are the run.
#include "host/forecast/merge.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "host/forecast/run.hpp"
#include "host/results/result_file.hpp"
#include "tests/catch.hpp"
#include "tests/results/temporary_folder.hpp"
#include "tests/support/engine_run.hpp"

using Catch::Matchers::ContainsSubstring;

namespace racecast {
namespace {

Config question(const std::string& trajectories = "3200", const std::string& seed = "1") {
  return test::shipped(
      "quick.toml",
      {{{"run.trajectories", trajectories}, {"run.seed", seed}, {"run.samples", "40"}}});
}

/// The shards of a run, as files.
std::vector<std::string> shards(const synthetic::TemporaryFolder& folder, const Config& config,
                                std::uint64_t of, std::uint64_t first_draw = 0) {
  std::vector<std::string> files;
  for (std::uint64_t number = 1; number <= of; ++number) {
    RunOptions options;
    options.shard = {number, of};
    options.first_draw = first_draw;
    files.push_back(folder.file(std::to_string(number) + "-" + std::to_string(of) + "-" +
                                std::to_string(config.forecast.seed) + ".h5"));
    write_result(files.back(), run_forecast(config, *make_cpu_engine({.threads = 1}), options));
  }
  return files;
}

std::string why_not(const std::vector<std::string>& files, ErrorKind kind = ErrorKind::usage) {
  try {
    merge_results(files, "");
  } catch (const Error& error) {
    CHECK(error.kind() == kind);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("shards in any order are the run", "[merge]") {
  const Config config = question();
  const RunOptions options = {.first_draw = 11};
  const Result whole = run_forecast(config, *make_cpu_engine(), options);
  std::mt19937 random(1);
  for (const std::uint64_t of : {1, 2, 7, 16}) {
    const synthetic::TemporaryFolder folder;
    std::vector<std::string> files = shards(folder, config, of, 11);
    std::shuffle(files.begin(), files.end(), random);
    const Result merged = merge_results(files, "racecast merge");
    CHECK(outcome_digest(merged) == outcome_digest(whole));
    CHECK(merged.draw_outcomes == whole.draw_outcomes);
    CHECK(merged.samples == whole.samples);
    CHECK(merged.provenance.draws == whole.provenance.draws);
    CHECK(merged.provenance.first_draw == 11);
    CHECK(merged.provenance.run_draws == whole.provenance.run_draws);
    CHECK(merged.provenance.shard.empty());
    CHECK(merged.provenance.config_resolved == whole.provenance.config_resolved);
    CHECK(merged.provenance.device_name == whole.provenance.device_name);
  }
}

TEST_CASE("a merge ends between two files where it is asked to", "[merge]") {
  const synthetic::TemporaryFolder folder;
  std::atomic<bool> stop{false};
  // So many that reading them takes minutes; that they overlap would be said at the end.
  std::vector<std::string> files;
  const std::vector<std::string> four = shards(folder, question(), 4, 0);
  for (int i = 0; i < 25'000; ++i) files.insert(files.end(), four.begin(), four.end());
  const std::jthread signal([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop = true;
  });
  try {
    merge_results(files, "", StopToken(stop));
    FAIL("it went on");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::interrupted);
  }
}

TEST_CASE("shards are equal parts without gaps", "[merge]") {
  std::uint64_t next = 5;
  for (std::uint64_t number = 1; number <= 7; ++number) {
    const Range range = range_of({number, 7}, {5, 100});
    CHECK(range.first_draw == next);
    CHECK((range.draws == 14 || range.draws == 15));
    next += range.draws;
  }
  CHECK(next == 105);
  CHECK_THROWS_WITH(range_of({1, 7}, {5, 6}), ContainsSubstring("empty"));
  CHECK(range_of({999'999, 1'000'000}, {0, std::uint64_t{1} << 37}).draws > 0);
  for (const char* wrong :
       {"", "3", "0/8", "9/8", "3/0", "3/8x", "x/8", "-1/8", "1/99999999", "1/ 8"})
    CHECK_THROWS_AS(parse_shard(wrong), Error);
  CHECK(parse_shard("3/8").text() == "3/8");
  CHECK(parse_shard("1/1").text().empty());
}

TEST_CASE("shards that are missing, double or of another run are named", "[merge]") {
  const synthetic::TemporaryFolder folder;
  const std::vector<std::string> files = shards(folder, question(), 4);
  CHECK_THAT(why_not({files[3], files[0]}), ContainsSubstring("shards 2/4, 3/4"));
  CHECK_THAT(why_not({files[1], files[2], files[3]}), ContainsSubstring("shard 1/4"));
  CHECK_THAT(why_not({files[0], files[1], files[2]}), ContainsSubstring("shard 4/4"));
  const std::string overlap = why_not({files[0], files[1], files[1], files[2], files[3]});
  CHECK_THAT(overlap, ContainsSubstring("overlap") && ContainsSubstring(files[1]));
  const std::vector<std::string> others = shards(folder, question("3200", "2"), 4);
  CHECK_THAT(why_not({files[0], others[1], files[2], files[3]}),
             ContainsSubstring("run.seed") && ContainsSubstring(others[1]));
  const std::vector<std::string> fifths = shards(folder, question(), 5);
  CHECK_THAT(why_not({files[0], fifths[1]}), ContainsSubstring("overlap"));
}

TEST_CASE("a file that is not the shard it says is refused by name", "[merge]") {
  const synthetic::TemporaryFolder folder;
  const std::vector<std::string> files = shards(folder, question(), 3);
  const Result second = read_result(files[1]);
  const auto refused = [&](const auto& change) {
    Result changed = second;
    change(changed.provenance);
    const std::string file = folder.file("changed.h5");
    write_result(file, changed);
    CHECK_THAT(why_not({file, files[0], files[2]}, ErrorKind::file),
               ContainsSubstring(file) && !ContainsSubstring("\x1b"));
  };
  refused([](Provenance& of) { of.shard = "\x1b[2J"; });
  refused([](Provenance& of) { of.shard = "3/3"; });
  refused([](Provenance& of) { of.run_draws = ~std::uint64_t{0}; });
  refused([](Provenance& of) { of.run_first_draw += 1; });
  refused([](Provenance& of) { of.config_resolved = "not TOML"; });
  CHECK(merge_results(files, "").provenance.draws == 200);
}

TEST_CASE("whole runs whose draws follow one another become one", "[merge]") {
  const synthetic::TemporaryFolder folder;
  const Config config = question("1600");
  const auto engine = make_cpu_engine();
  const std::uint64_t draws =
      config.trajectories / static_cast<std::uint64_t>(config.forecast.paths_per_draw);
  const std::string first = folder.file("first.h5"), second = folder.file("second.h5"),
                    third = folder.file("third.h5");
  write_result(first, run_forecast(config, *engine, {}));
  write_result(second, run_forecast(config, *engine, {.first_draw = draws}));
  write_result(third, run_forecast(config, *engine, {.first_draw = 3 * draws}));
  const Config both = question("3200");
  const Result whole = run_forecast(both, *engine, {});
  const Result merged = merge_results({second, first}, "");
  CHECK(outcome_digest(merged) == outcome_digest(whole));
  CHECK(merged.provenance.config_resolved == both.resolved);
  CHECK_THAT(why_not({first, second, third}), ContainsSubstring("missing"));
  CHECK_THAT(why_not({first, first}), ContainsSubstring("overlap"));
}

}  // namespace racecast
