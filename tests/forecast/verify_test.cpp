// A result is verified against its own config; results that were altered, with every sum rule, seal
// and digest in order, are not.
#include "host/forecast/verify.hpp"

#include <cmath>

#include "host/result/tally.hpp"
#include "host/results/result_file.hpp"
#include "tests/catch.hpp"
#include "tests/results/temporary_folder.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/engine_run.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::test;

namespace {

/// `quick.toml` over so many trajectories, written and read.
Result answer(const std::string& trajectories) {
  const synthetic::TemporaryFolder folder;
  const Config config = shipped("quick.toml", {{{"run.trajectories", trajectories}}});
  write_result(folder.file("a.h5"), run_forecast(config, *make_cpu_engine(), {.first_draw = 640}));
  return read_result(folder.file("a.h5"));
}

Config config_of(const Result& result) {
  return parse_config(result.provenance.config_resolved, "in the result");
}

/// All checks of a result that goes through a file, as `racecast verify --full` makes them.
std::vector<Check> checks_of(const Result& altered, bool full) {
  const synthetic::TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  write_result(file, altered);  // with its digests and its seal
  const Result result = read_result(file);
  const Config config = config_of(result);
  const auto engine = make_cpu_engine();
  std::vector<Check> checks = {check_tables(file, result), check_question(result, config),
                               check_draw_sums(result), check_samples(result, config),
                               check_draws(result, config, *engine)};
  if (full) checks.push_back(check_run(result, config, *engine));
  return checks;
}

std::string detail_of(const std::vector<Check>& checks, const std::string& name) {
  for (const Check& check : checks)
    if (check.name == name) return check.detail;
  return "no such check";
}

/// Moves a trajectory to the next month of arrival of China, which leaves its outcome: between two
/// cells of the joint table, and in a batch of arrivals. False: there is none in this place.
bool move_one(Result& result, int threshold, int batch) {
  const CountsLayout& at = result.layout;
  const auto count = [&](std::int64_t i) -> std::uint64_t& {
    return result.counts[static_cast<std::size_t>(i)];
  };
  for (int us_month = 0; us_month < at.months(); ++us_month)
    for (int month = 0; month < at.horizon; ++month) {
      if (outcome_of(at, us_month, month) != outcome_of(at, us_month, month + 1)) continue;
      if (count(at.joint(threshold, us_month, month)) == 0) continue;
      if (count(at.arrival_batch(batch, threshold, cn, month)) == 0) continue;
      --count(at.joint(threshold, us_month, month));
      ++count(at.joint(threshold, us_month, month + 1));
      --count(at.arrival_batch(batch, threshold, cn, month));
      ++count(at.arrival_batch(batch, threshold, cn, month + 1));
      return true;
    }
  return false;
}

void move_one(Result& result) {
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold)
    for (int batch = 0; batch < arrival_batches; ++batch)
      if (move_one(result, threshold, batch)) return;
  FAIL("no trajectory can be moved");
}

}  // namespace

TEST_CASE("a good file is verified, in part and in full", "[verify]") {
  const std::vector<Check> checks = checks_of(answer("8192"), true);
  for (const Check& check : checks) {
    INFO(check_text(check));
    CHECK(check.state == CheckState::ok);
  }
  CHECK(failed_checks(checks).empty());
  CHECK(json_of(checks_data("a.h5", checks)).at("verified") == true);
  CHECK_THAT(detail_of(checks, "draws"), ContainsSubstring("256 of 512"));
}

TEST_CASE("draws that were not run again to their end accuse no file", "[verify]") {
  // As ranks do of which one was told to stop.
  struct StoppedEngine final : Engine {
    DeviceInfo device() const override { return {}; }
    std::uint64_t run(const Forecast&, Range range, const Tally&, const RunControl&) override {
      return range.draws - 1;
    }
  } engine;
  const Result result = answer("2048");
  CHECK_THROWS_WITH(check_draws(result, config_of(result), engine),
                    ContainsSubstring("interrupted"));
}

TEST_CASE("a count moved within all sum rules is found: all draws of a small run are run again",
          "[verify]") {
  Result result = answer("2048");  // 128 draws
  const std::string before = outcome_digest(result);
  move_one(result);
  REQUIRE(outcome_digest(result) != before);
  const std::vector<Check> checks = checks_of(result, false);
  CHECK(failed_checks(checks) == "draws");
  CHECK_THAT(detail_of(checks, "draws"), ContainsSubstring("joint_count, cell"));
}

TEST_CASE("a count moved in a large run is found, and named, by --full", "[verify]") {
  Result result = answer("8192");
  move_one(result);
  const std::vector<Check> checks = checks_of(result, true);
  CHECK_THAT(failed_checks(checks), ContainsSubstring("run"));
  CHECK_THAT(detail_of(checks, "run"), ContainsSubstring("joint_count, arrival_batch_count"));
}

TEST_CASE("an altered sample, parameter or event is found and named", "[verify]") {
  Result result = answer("2048");
  const std::size_t months = static_cast<std::size_t>(result.layout.horizon + 1);
  const std::size_t of_a_sample = nation_count * metric_count * months;
  SECTION("a metric by its last bit") {
    float& value = result.samples.metrics[5 * of_a_sample + 7];
    value = std::nextafter(value, 1e30f);
    CHECK_THAT(detail_of(checks_of(result, false), "samples"),
               ContainsSubstring("metrics of sample 5") && ContainsSubstring("place 7"));
  }
  SECTION("a parameter") {
    result.samples.given[0] *= 1.01f;
    CHECK_THAT(detail_of(checks_of(result, false), "samples"),
               ContainsSubstring("parameter_value of sample 0"));
  }
  SECTION("an event") {
    result.samples.events[months - 1] ^= 1;
    CHECK_THAT(detail_of(checks_of(result, false), "samples"),
               ContainsSubstring("events of sample 0"));
  }
  CHECK(failed_checks(checks_of(result, false)) == "samples");
}

TEST_CASE("altered outcomes of a draw are found and named", "[verify]") {
  Result result = answer("2048");
  std::uint32_t* row = result.draw_outcomes.paths.data() + 17 * result.draw_outcomes.row_size();
  int from = 0;
  while (row[from] == 0) ++from;
  --row[from], ++row[(from + 1) % outcome_count];
  const Check sums = check_draw_sums(result);
  CHECK(sums.state == CheckState::failed);
  CHECK_THAT(sums.detail, ContainsSubstring("does not add up to"));
  const Config config = config_of(result);
  const Check again = check_draws(result, config, *make_cpu_engine());
  CHECK(again.state == CheckState::failed);
  CHECK_THAT(again.detail, ContainsSubstring("path_count of draw 657"));
}

TEST_CASE("another config in the file is another question", "[verify]") {
  Result result = answer("2048");
  Config other = config_of(result);
  CHECK(check_question(result, other).state == CheckState::ok);
  other.forecast.seed += 1;
  other.thresholds[0].hold_months += 1;
  const Check check = check_question(result, other);
  CHECK(check.state == CheckState::failed);
  CHECK_THAT(check.detail, ContainsSubstring("thresholds, seed"));
}

TEST_CASE("a result without samples and draws says that they are not checked", "[verify]") {
  Result result = answer("2048");
  result.samples = {};
  result.draw_outcomes = {};
  const Config config = config_of(result);
  CHECK(check_samples(result, config).state == CheckState::not_checked);
  CHECK(check_draw_sums(result).state == CheckState::not_checked);
  const Check draws = check_draws(result, config, *make_cpu_engine());
  CHECK(draws.state == CheckState::not_checked);
  CHECK_THAT(check_text(draws), ContainsSubstring("not checked  draws: "));
}
