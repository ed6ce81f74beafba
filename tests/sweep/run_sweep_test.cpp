#include "host/sweep/run_sweep.hpp"

#include <chrono>
#include <filesystem>
#include <thread>

#include "host/report/compare.hpp"
#include "host/report/summary.hpp"
#include "host/results/result_file.hpp"
#include "host/results/sweep_tables.hpp"
#include "tests/catch.hpp"
#include "tests/support/answers.hpp"
#include "tests/sweep/sweeps.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::test;
using synthetic::bytes_of;
using synthetic::put_bytes;
using synthetic::TemporaryFolder;

namespace {

/// A sweep that has been run, its plan and its parts.
struct Swept {
  explicit Swept(const std::string& tables = growth_axis + open_controls,
                 const std::string& head = {})
      : plan(plan_of(sweep_head(head) + tables)), parts(folder.file("out.h5")) {
    parts.make();
  }
  SweepResult run(const ScenarioRunner& runner = run_part) {
    return assemble(plan, parts, run_scenarios(plan, all_of(plan), parts, runner));
  }

  TemporaryFolder folder;
  SweepPlan plan;
  PartsFolder parts;
};

}  // namespace

TEST_CASE("differences of a sweep are those that compare finds in two results", "[sweep]") {
  Swept swept;
  const SweepResult sweep = swept.run();
  REQUIRE(sweep.failed() == 0);
  const Result base = read_result(swept.parts.file(0));
  int others = 0;
  for (std::size_t i = 1; i < sweep.scenarios.size(); ++i) {
    const Comparison comparison = compare_results(base, read_result(swept.parts.file(i)));
    REQUIRE(comparison.paired);
    for (std::size_t threshold = 0; threshold < comparison.thresholds.size(); ++threshold) {
      const ThresholdChange& change = comparison.thresholds[threshold];
      const SweepCell cell{sweep, i, static_cast<int>(threshold)};
      for (const Outcome outcome : {us_first, cn_first, same_month, neither}) {
        const ProbabilityChange& of = change.outcome[outcome];
        CHECK(cell.probability(outcome).estimate == of.b.estimate);
        CHECK(cell.probability(outcome).high == of.b.high);
        CHECK(cell.at("outcome_difference", outcome) == of.difference);
        CHECK(cell.at("outcome_difference_error", outcome) == of.standard_error);
        CHECK(cell.at("outcome_difference_low", outcome) == of.low);
        CHECK(cell.at("outcome_difference_high", outcome) == of.high);
        others += of.difference != 0 ? 1 : 0;
      }
      const double lead = cell.at("lead_difference");
      CHECK((lead == change.lead() || (std::isnan(lead) && std::isnan(change.lead()))));
    }
  }
  CHECK(others > 10);
}

TEST_CASE("the reference differs from itself by nothing, whichever scenario it is", "[sweep]") {
  Swept swept(growth_axis + open_controls, "reference = \"open\"\n");
  const SweepResult sweep = swept.run();
  REQUIRE(sweep.reference == 3);
  for (const char* table : {"outcome_difference", "outcome_difference_error",
                            "outcome_difference_low", "outcome_difference_high"}) {
    const std::vector<double>& values = sweep.reals[real_place(table)];
    const std::size_t width = values.size() / sweep.scenarios.size();
    for (std::size_t i = 0; i < width; ++i) CHECK(values[3 * width + i] == 0);
  }
  const std::vector<double>& high = sweep.reals[real_place("outcome_difference_high")];
  CHECK(std::ranges::any_of(std::span(high).first(high.size() / 4),
                            [](double value) { return value != 0; }));
}

TEST_CASE("a scenario that fails stops no other and says why", "[sweep]") {
  Swept swept;
  int runs = 0;
  const SweepResult sweep = swept.run([&](const Config& config, const std::string& file) {
    if (++runs == 2) throw Error(ErrorKind::runtime, "the device is on fire");
    return run_part(config, file);
  });
  CHECK(runs == 4);
  CHECK(sweep.failed() == 1);
  CHECK(sweep.scenarios[1].message == "the device is on fire");
  CHECK_FALSE(sweep.done(1));
  CHECK(sweep.done(3));
  CHECK_FALSE(find_violation(sweep));
  CHECK_THAT(text_of(sweep_answer(sweep)), ContainsSubstring("failed: the device is on fire"));
  CHECK(json_of(sweep_data(
      sweep))["scenarios"][1]["thresholds"][0]["outcome"]["us_first"]["probability"]
            .is_null());
}

TEST_CASE("without its reference a sweep has probabilities and no differences", "[sweep]") {
  Swept swept;
  int runs = 0;
  const SweepResult sweep = swept.run([&](const Config& config, const std::string& file) {
    if (++runs == 1) throw Error(ErrorKind::runtime, "no");
    return run_part(config, file);
  });
  CHECK_FALSE(find_violation(sweep));
  const SweepCell cell{sweep, 1, 0};
  CHECK(cell.probability(us_first).estimate >= 0);
  CHECK(std::isnan(cell.at("outcome_difference", us_first)));
}

TEST_CASE("an interruption is passed on and leaves the parts that are done", "[sweep]") {
  Swept swept;
  int runs = 0;
  const auto stopping = [&](const Config& config, const std::string& file) {
    if (++runs == 3) throw Error(ErrorKind::interrupted, "stop");
    return run_part(config, file);
  };
  CHECK_THROWS_WITH(run_scenarios(swept.plan, all_of(swept.plan), swept.parts, stopping), "stop");
  const Missing missing = missing_parts(swept.plan, swept.parts, all_of(swept.plan));
  CHECK(missing.scenarios == std::vector<std::size_t>{2, 3});
  CHECK(missing.taken == 2);
  CHECK(swept.parts.count(4) == 2);
}

TEST_CASE("parts are read until a signal comes", "[sweep]") {
  Swept swept;
  swept.run();
  std::atomic<bool> stop{false};
  // So many that reading them takes minutes.
  const std::vector<std::size_t> many(100'000, 0);
  const std::jthread signal([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop = true;
  });
  CHECK_THROWS_WITH(missing_parts(swept.plan, swept.parts, many, StopToken(stop)),
                    Catch::Matchers::ContainsSubstring("interrupted"));
  CHECK_THROWS_WITH(assemble(swept.plan, swept.parts, {}, StopToken(stop)),
                    Catch::Matchers::ContainsSubstring("interrupted"));
}

TEST_CASE("parts of another seed, config or kind are made anew", "[sweep]") {
  Swept swept;
  const SweepResult sweep = swept.run();
  CHECK(missing_parts(swept.plan, swept.parts, all_of(swept.plan)).scenarios.empty());
  std::filesystem::copy_file(swept.parts.file(0), swept.parts.file(1),
                             std::filesystem::copy_options::overwrite_existing);
  put_bytes(swept.parts.file(2), "no result");
  const Missing missing = missing_parts(swept.plan, swept.parts, all_of(swept.plan));
  CHECK(missing.scenarios == std::vector<std::size_t>{1, 2});
  CHECK(missing.replaced == 2);
  const SweepPlan other =
      plan_of(sweep_head() + growth_axis + open_controls, {{{"run.seed", "2"}}, {}});
  CHECK(missing_parts(other, swept.parts, all_of(other)).scenarios.size() == 4);
  run_scenarios(swept.plan, missing.scenarios, swept.parts, run_part);
  CHECK(sweep_digest(assemble(swept.plan, swept.parts, {})) == sweep_digest(sweep));
}

TEST_CASE("the folder of parts goes, but not with what is not of the sweep", "[sweep]") {
  Swept swept;
  put_bytes(swept.parts.file(0), "part");
  put_bytes(swept.parts.file(0) + ".ckpt", "checkpoint");
  put_bytes(swept.parts.path() + "/.000001.h5.77-0.tmp", "remains");
  put_bytes(swept.parts.path() + "/notes.txt", "mine");
  swept.parts.remove_stale(4);
  CHECK_FALSE(swept.parts.remove(4));
  CHECK(bytes_of(swept.parts.path() + "/notes.txt") == "mine");
  std::filesystem::remove(swept.parts.path() + "/notes.txt");
  CHECK(swept.parts.remove(4));
  CHECK_FALSE(swept.parts.exists());
}
