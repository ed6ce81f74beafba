// A run that is interrupted and goes on gives what it would have given.
#include "host/forecast/checkpoint.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "host/error.hpp"
#include "host/forecast/run.hpp"
#include "host/results/result_file.hpp"
#include "tests/catch.hpp"
#include "tests/results/temporary_folder.hpp"
#include "tests/support/engine_run.hpp"

using Catch::Matchers::ContainsSubstring;

namespace racecast {
namespace {

namespace fs = std::filesystem;
using synthetic::bytes_of, synthetic::put_bytes;

/// Runs a few draws at a time, and reports after each.
class SteppingEngine final : public Engine {
 public:
  std::uint64_t step = 16, draws_run = 0;
  std::uint64_t told_after =
      ~std::uint64_t{0};  ///< draws of a call: to stop, by another than the caller

  DeviceInfo device() const override { return own_->device(); }
  std::uint64_t run(const Forecast& forecast, Range range, const Tally& to,
                    const RunControl& control) override {
    std::uint64_t done = 0;
    const std::vector<std::uint64_t> outcomes(
        static_cast<std::size_t>(forecast.threshold_count * outcome_count));
    while (done < range.draws) {
      const std::uint64_t draws = std::min(step, range.draws - done);
      own_->run(forecast, {range.first_draw + done, draws}, to, {});
      done += draws;
      draws_run += draws;
      control.report(done, outcomes);
      if (control.stop.stop_requested() || done >= told_after) break;
    }
    return done;
  }

 private:
  std::unique_ptr<Engine> own_ = make_cpu_engine({.threads = 1});
};

Config checkpointed_question(const std::string& seed = "1") {
  return test::shipped("quick.toml",
                       {{{"run.trajectories", "2048"}, {"run.seed", seed}, {"run.samples", "3"}}});
}

struct Desk {
  synthetic::TemporaryFolder folder;
  std::vector<std::string> notices;

  std::string output() const { return folder.file("out.h5"); }
  RunOptions options(bool resume = true, double seconds = 0) {
    RunOptions options;
    options.checkpoint = CheckpointPolicy{
        output(), seconds, resume, [this](const std::string& text) { notices.push_back(text); }};
    return options;
  }
};

/// Runs until `after` draws are done, or to the end.
bool interrupted_after(std::uint64_t after, const Config& config, const RunOptions& options,
                       SteppingEngine& engine) {
  try {
    std::atomic<bool> stop{false};
    run_forecast(config, engine, options,
                 {StopToken(stop), [&](const Progress& now) { stop = now.draws_done >= after; }});
  } catch (const Error& error) {
    REQUIRE(error.kind() == ErrorKind::interrupted);
    return true;
  }
  return false;
}

std::string uninterrupted(const Config& config) {
  return outcome_digest(run_forecast(config, *make_cpu_engine(), {}));
}

}  // namespace

TEST_CASE("an interrupted run goes on where it was, whatever runs it", "[checkpoint]") {
  const Config config = checkpointed_question();
  const std::string wanted = uninterrupted(config);
  Desk desk;
  SteppingEngine engine;
  std::uint64_t stops = 0;
  for (std::uint64_t after = 5; interrupted_after(after, config, desk.options(), engine);
       after += 23)
    ++stops;
  CHECK(stops >= 2);
  // Nothing was done twice.
  CHECK(engine.draws_run ==
        config.trajectories / static_cast<std::uint64_t>(config.forecast.paths_per_draw));
  interrupted_after(1, config, desk.options(false), engine);
  const Result result = run_forecast(config, *make_cpu_engine(), desk.options());
  CHECK(outcome_digest(result) == wanted);
  CHECK_THAT(desk.notices.back(), ContainsSubstring("going on from"));
}

TEST_CASE("an engine that was told to stop elsewhere interrupts the run", "[checkpoint]") {
  const Config config = checkpointed_question();
  Desk desk;
  SteppingEngine engine;
  engine.told_after = 48;
  CHECK_THROWS_WITH(run_forecast(config, engine, desk.options()), ContainsSubstring("--resume"));
  CHECK(engine.draws_run == 48);
  CHECK(CheckpointFile(desk.output()).exists());
  CHECK(outcome_digest(run_forecast(config, *make_cpu_engine(), desk.options())) ==
        uninterrupted(config));
}

TEST_CASE("a checkpoint on the way that cannot be written does not end the run", "[checkpoint]") {
  const Config config = checkpointed_question();
  Desk desk;
  SteppingEngine engine;
  const CheckpointFile file(desk.output());
  fs::create_directories(file.path() + ".1/in the way");
  CHECK(outcome_digest(run_forecast(config, engine, desk.options(false, 1e-9))) ==
        uninterrupted(config));
  REQUIRE_FALSE(desk.notices.empty());
  CHECK_THAT(desk.notices.back(),
             ContainsSubstring("cannot write") && ContainsSubstring("goes on without it"));
}

TEST_CASE("a checkpoint stands as it would be read", "[checkpoint]") {
  const Config config = checkpointed_question();
  Desk desk;
  SteppingEngine engine;
  const CheckpointFile file(desk.output());
  const auto standing = [&](const Config& asked) {
    return file.standing(identity_of(asked, desk.options()), empty_counts(asked, desk.options()));
  };
  CHECK(standing(config) == CheckpointStanding::none);
  REQUIRE(interrupted_after(20, config, desk.options(), engine));
  CHECK(standing(config) == CheckpointStanding::of_run);
  CHECK(standing(checkpointed_question("2")) == CheckpointStanding::of_another);
  put_bytes(file.path(), "no checkpoint");
  CHECK(standing(config) == CheckpointStanding::damaged);
}

TEST_CASE("checkpoints come by the clock", "[checkpoint]") {
  const Config config = checkpointed_question();
  Desk desk;
  SteppingEngine engine;
  engine.step = 1;
  run_forecast(config, engine, desk.options(false, 1e-9));
  const CheckpointFile file(desk.output());
  REQUIRE(file.exists());
  CHECK(fs::exists(file.path() + ".1"));
  const std::uint64_t before = engine.draws_run;
  CHECK(outcome_digest(run_forecast(config, engine, desk.options())) == uninterrupted(config));
  CHECK(engine.draws_run - before <= 2);  // the last checkpoint was a draw or two before the end
  file.remove();
  CHECK_FALSE(file.exists());
  run_forecast(config, engine, desk.options());
  CHECK_THAT(desk.notices.back(), ContainsSubstring("no checkpoint"));
}

TEST_CASE("a checkpoint of another run is refused, and the difference named", "[checkpoint]") {
  Desk desk;
  SteppingEngine engine;
  REQUIRE(interrupted_after(20, checkpointed_question(), desk.options(), engine));
  const auto refusal = [&](const Config& config, const RunOptions& options) -> std::string {
    try {
      run_forecast(config, engine, options);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      return error.what();
    }
    return "";
  };
  CHECK_THAT(refusal(checkpointed_question("2"), desk.options()), ContainsSubstring("run.seed"));
  RunOptions options = desk.options();
  options.shard = {1, 2};
  CHECK_THAT(refusal(checkpointed_question(), options), ContainsSubstring("shard none and 1/2"));
  options = desk.options();
  options.first_draw = 7;
  CHECK_THAT(refusal(checkpointed_question(), options), ContainsSubstring("from 7 on"));
  options = desk.options();
  options.until_ci = 0.01;
  CHECK_THAT(refusal(checkpointed_question(), options), ContainsSubstring("until-ci 0.01"));
  Result counts;
  RunIdentity other = identity_of(checkpointed_question(), desk.options());
  other.version = "9.9";
  CHECK_THROWS_WITH(CheckpointFile(desk.output()).read(other, counts, {}),
                    ContainsSubstring("and 9.9"));
  other = identity_of(checkpointed_question(), desk.options());
  other.model = "9.9";
  CHECK_THROWS_WITH(CheckpointFile(desk.output()).read(other, counts, {}),
                    ContainsSubstring("model"));
}

TEST_CASE("every flipped bit of a checkpoint is seen", "[checkpoint]") {
  const Config config = checkpointed_question();
  const std::string wanted = uninterrupted(config);
  Desk desk;
  SteppingEngine engine;
  REQUIRE(interrupted_after(20, config, desk.options(), engine));
  REQUIRE(interrupted_after(40, config, desk.options(), engine));
  const CheckpointFile file(desk.output());
  const std::string newest = bytes_of(file.path());
  std::mt19937_64 random(1);
  const RunIdentity identity = identity_of(config, desk.options());
  Result none = run_forecast(config, engine, {});  // for its extents
  std::fill(none.counts.begin(), none.counts.end(), 0);
  none.fan = FanCounts(none.layout.horizon);
  std::fill(none.draw_outcomes.paths.begin(), none.draw_outcomes.paths.end(), 0);
  int from_the_one_before = 0;
  for (int flip = 0; flip < 1000; ++flip) {
    std::string bytes = newest;
    bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    put_bytes(file.path(), bytes);
    Result counts = none;
    std::string notice;
    const auto state = file.read(identity, counts, [&](const std::string& text) { notice = text; });
    from_the_one_before += state && state->draws_done == 32 && !notice.empty();
  }
  CHECK(from_the_one_before == 1000);
  fs::remove(file.path() + ".1");
  Result counts = none;
  try {
    file.read(identity, counts, {});
    FAIL("a damaged checkpoint was read");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::file);
    CHECK_THAT(error.what(), ContainsSubstring("damaged"));
  }
  put_bytes(file.path(), newest);
  CHECK(outcome_digest(run_forecast(config, engine, desk.options())) == wanted);
}

TEST_CASE("what is cut off, empty or another file is no checkpoint", "[checkpoint]") {
  const Config config = checkpointed_question();
  Desk desk;
  SteppingEngine engine;
  REQUIRE(interrupted_after(20, config, desk.options(), engine));
  const CheckpointFile file(desk.output());
  const std::string whole = bytes_of(file.path());
  const RunIdentity identity = identity_of(config, desk.options());
  Result counts;
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{10}, std::size_t{30}, whole.size() - 1}) {
    put_bytes(file.path(), whole.substr(0, size));
    CHECK_THROWS_AS(file.read(identity, counts, {}), Error);
  }
  put_bytes(file.path(), whole + "x");
  CHECK_THROWS_AS(file.read(identity, counts, {}), Error);
  fs::remove(file.path());
  fs::create_directory(file.path());
  CHECK_THROWS_AS(file.read(identity, counts, {}), Error);
}

TEST_CASE("a result that could not be written is a checkpoint that only needs to be",
          "[checkpoint]") {
  const Config config = checkpointed_question();
  Desk desk;
  SteppingEngine engine;
  const Result result = run_forecast(config, engine, desk.options(false));
  std::vector<std::string> taken;  // every name that a file for the result could have
  for (int i = 0; i < 100; ++i)
    taken.push_back(desk.folder.file(fmt::format(".out.h5.{}-{}.tmp", getpid(), i)));
  for (const std::string& name : taken) put_bytes(name, "");
  CHECK_THROWS_AS(publish_result(config, desk.options(), result), Error);
  for (const std::string& name : taken) fs::remove(name);
  const std::uint64_t before = engine.draws_run;
  CHECK(outcome_digest(run_forecast(config, engine, desk.options())) == outcome_digest(result));
  CHECK(engine.draws_run == before);
  publish_result(config, desk.options(), result);
  CHECK(outcome_digest(read_result(desk.output())) == outcome_digest(result));
  CHECK_FALSE(CheckpointFile(desk.output()).exists());
}

TEST_CASE("a good checkpoint is not lost behind a damaged one", "[checkpoint]") {
  const Config config = checkpointed_question();
  Desk desk;
  SteppingEngine engine;
  REQUIRE(interrupted_after(20, config, desk.options(), engine));
  const CheckpointFile file(desk.output());
  const std::string good = bytes_of(file.path());
  file.promote_backup();
  CHECK(bytes_of(file.path()) == good);
  fs::rename(file.path(), file.path() + ".1");
  put_bytes(file.path(), good.substr(1));
  REQUIRE(interrupted_after(20, config, desk.options(), engine));
  CHECK(bytes_of(file.path() + ".1") == good);
}

}  // namespace racecast
