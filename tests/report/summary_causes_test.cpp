// The sections that explain an answer, on results of which every number is known.
#include "host/report/summary_causes.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "host/forecast/run.hpp"
#include "host/inference/probability.hpp"
#include "host/report/summary.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

using Catch::Contains;

constexpr int causes_never = 61;

/// 400 draws of 8 paths over 60 months from 2026-01; `race` says what path p of draw d does.
Result race_of(const std::function<std::pair<int, int>(int, int)>& race) {
  return synthetic::count_race({1, 60, 8, 0, 400}, [&](std::uint64_t draw, int path, int) {
    return race(static_cast<int>(draw), path);
  });
}

/// Half of the draws: US first in month 10; a quarter: China in month 30; the rest: US in month 50.
Result early_us() {
  return race_of([](int draw, int) {
    return draw % 4 < 2 ? std::pair(10, 20) : draw % 4 == 2 ? std::pair(40, 30) : std::pair(50, 60);
  });
}

/// A small run, kept for the tests of this file.
const Result& quick() {
  static const Result result = [] {
    const auto engine = make_cpu_engine({});
    return run_forecast(test::shipped("quick.toml"), *engine, {});
  }();
  return result;
}

std::string causes_unwrapped(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

TEST_CASE("by the end of a year: who is first, nobody, and who then will be", "[report]") {
  const YearTable table = year_table(early_us(), 0);
  REQUIRE(table.years.size() == 5);
  CHECK(table.years[0].end == YearMonth{2026, 12});
  CHECK(table.years[0].us.value == 0.5);
  CHECK(table.years[0].cn.value == 0);
  CHECK(table.years[0].open.value == 0.5);
  CHECK(table.years[0].us_after.value == 0.5);
  CHECK(table.years[2].cn.value == 0.25);
  CHECK(table.years[3].us_after.value == 1);
  CHECK(table.years[4].month == 60);
  CHECK(table.years[4].open_count == 0);
  CHECK(std::isnan(table.years[4].us_after.value));
  CHECK(table.years[0].us.error ==
        Approx(std::sqrt(0.25 / 400)).epsilon(0.01));  // draws, not paths
}

TEST_CASE("the odds turn where the other nation leads what is left, and only there", "[report]") {
  const Result turning = race_of([](int draw, int) {
    return draw < 220 ? std::pair(10, 20) : draw < 300 ? std::pair(40, 58) : std::pair(58, 55);
  });
  const YearTable table = year_table(turning, 0);
  CHECK(table.turns == 2029);  // 2026 leaves 80 to 100, within its error; after 40 months all 100
  CHECK(table.crosses_half == 2026);
  CHECK(year_table(early_us(), 0).turns == std::nullopt);
  CHECK_THAT(causes_unwrapped(text_of(summary_answer(turning))),
             Contains("If nobody has arrived by the end of 2029, China is the likelier winner"));
  CHECK_THAT(causes_unwrapped(text_of(summary_answer(early_us()))),
             Contains("The odds never turn"));
}

TEST_CASE("years that leave few trajectories say nothing of the rest", "[report]") {
  const Result few =
      race_of([](int draw, int) { return draw < 390 ? std::pair(10, 20) : std::pair(50, 45); });
  CHECK_FALSE(year_table(few, 0).years[0].enough);
  CHECK(year_table(few, 0).turns == std::nullopt);
}

TEST_CASE("an event's difference is that of its trajectories", "[report]") {
  // count_race has path p with the events of pattern p: bit 0 is in the odd paths.
  const Result result = race_of([](int draw, int path) {
    const bool us_wins = path % 2 == 1 ? draw % 10 < 9 : draw % 10 < 2;
    return us_wins ? std::pair(5, 9) : std::pair(9, 5);
  });
  const std::vector<EventEffect> effects = event_effects(result, 0);
  REQUIRE(effects.size() == 3);  // the bits above have no trajectory
  CHECK(effects[0].event == 0);
  CHECK(effects[0].count == 1600);
  CHECK(effects[0].share.value == 0.5);
  CHECK(effects[0].us_with.value == Approx(0.9));
  CHECK(effects[0].us_without.value == Approx(0.2));
  CHECK(effects[0].difference.value == Approx(0.7));
  const double effect = outcome_probability(result, 0, us_first).design_effect;
  CHECK(effects[0].difference.error ==
        Approx(std::sqrt(effect * (0.09 + 0.16) / 1600)).epsilon(0.02));
  CHECK(std::abs(effects[1].difference.value) < 1e-9);
  const std::vector<WorldEvent> there = world_events(result, 0, cn_first);
  REQUIRE(there.size() == static_cast<std::size_t>(event_count));
  CHECK(there[0].there.value == Approx(0.1 / 0.9));
  CHECK(there[0].all.value == 0.5);
}

TEST_CASE("worlds that are certain and unalike are all of the variance", "[report]") {
  const SecondOrder order = second_order(early_us(), 0);
  CHECK(order.us_likelier.value == Approx(0.75).margin(1e-6));
  CHECK(order.us_likelier.error == Approx(std::sqrt(0.75 * 0.25 / 400)).epsilon(0.35));
  CHECK(order.variance.share == Approx(1));
  CHECK_THAT(causes_unwrapped(text_of(summary_answer(early_us()))),
             Contains("In 75.0 % of the worlds") && Contains("Of the variance, 100 %"));
}

TEST_CASE("worlds that cannot be made again are told as such", "[report]") {
  Result result = early_us();
  CHECK_THAT(world_source(result).missing, Contains("single draws"));
  result = quick();
  CHECK(world_source(result).missing.empty());
  result.provenance.model = "0.0.1";
  CHECK_THAT(world_source(result).missing, Contains("made by model 0.0.1"));
  result = quick();
  result.provenance.config_resolved = "name = \"synthetic\"\n";
  CHECK_THAT(world_source(result).missing, Contains("cannot be read"));
  CHECK_THAT(causes_unwrapped(text_of(summary_answer(result))), Contains("Nothing can be said"));
  result = quick();
  ++result.provenance.seed;
  CHECK_THAT(world_source(result).missing, Contains("not the one"));
}

TEST_CASE("a real result has every section within 100 columns", "[report]") {
  const std::string text = text_of(summary_answer(quick(), "token_10_cents"));
  for (const char* head : {"How sure: ", "When: ", "What moves it: ",
                           "What would have to be true for the United States to be first: "})
    CHECK_THAT(text, Contains(head));
  CHECK_THAT(causes_unwrapped(text), Contains("sampled parameters differ from all worlds"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(line.size() <= 100);
  }
}

namespace {

void collect_keys(const nlohmann::json& json, std::set<std::string>& keys) {
  if (json.is_object())
    for (const auto& [key, value] : json.items()) keys.insert(key);
  if (json.is_structured())
    for (const nlohmann::json& value : json) collect_keys(value, keys);
}

}  // namespace

TEST_CASE("the documentation names every key of the JSON", "[report]") {
  std::ifstream file(std::string(RACECAST_SOURCE_DIR) + "/docs/summary.md");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  std::set<std::string> keys;
  collect_keys(json_of(summary_data(quick())), keys);
  CHECK(keys.count("epistemic_share") == 1);
  CHECK(keys.count("prior") == 1);
  const auto has = [&](const std::string& key) {
    return text.find('`' + key + '`') != std::string::npos;
  };
  for (const std::string& key : keys) {
    INFO(key << " is missing in docs/summary.md");
    CHECK(has(key));
  }
  CHECK_FALSE(has("no_such_key"));
}

}  // namespace racecast
