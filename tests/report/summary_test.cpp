#include "host/report/summary.hpp"

#include <algorithm>
#include <sstream>

#include "host/error.hpp"
#include "host/text/utf8.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"
#include "tests/support/answers.hpp"

namespace racecast {
namespace {

using Catch::Contains;

/// 100 draws of 8 paths over 24 months from 2026-01; all paths of draw d do what `race` says for d.
Result hundred_draws(const std::function<std::pair<int, int>(int)>& race) {
  return synthetic::count_race({1, 24, 8, 0, 100}, [&](std::uint64_t draw, int, int) {
    return race(static_cast<int>(draw));
  });
}

constexpr int never = 25;

/// The text as one line, as if the window were wide.
std::string unwrapped(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    widest = std::max(
        widest, static_cast<std::size_t>(std::count_if(
                    line.begin(), line.end(), [](char c) { return !is_continuation_byte(c); })));
  return widest;
}

}  // namespace

TEST_CASE("the summary says who is first, when and by how much", "[results]") {
  const Result result =
      hundred_draws([](int d) { return d < 80 ? std::pair(7, 13) : std::pair(10, 9); });
  const std::string text = unwrapped(text_of(summary_answer(result)));
  CHECK_THAT(text, Contains("The United States is first to level_0 (investment >= 1e6 USD_bn/yr)"));
  CHECK_THAT(text, Contains("probability 80.0 % (95 % interval 70."));
  CHECK_THAT(text, Contains("the United States 2026-07, China 2027-01"));
  CHECK_THAT(text, Contains("the United States leads by 6 months"));
  CHECK_THAT(text, Contains("N = 800 trajectories (100 draws of 8 paths)"));
  CHECK_THAT(text, Contains("as 99 independent ones"));
  CHECK_THAT(text, Contains("2026-01 to 2027-12 (24), seed 18446744073709551601"));
  CHECK_THAT(text, Contains(outcome_digest(result)));
  CHECK_THAT(text, !Contains("held at the start"));
}

TEST_CASE("the headline follows the answer", "[results]") {
  const auto headline = [](std::pair<int, int> most) {
    return unwrapped(text_of(
        summary_answer(hundred_draws([=](int d) { return d == 0 ? std::pair(3, 4) : most; }))));
  };
  CHECK_THAT(headline({9, 8}), Contains("China is first to level_0"));
  CHECK_THAT(headline({9, 8}), Contains("China leads by 1 month (median)"));
  CHECK_THAT(headline({9, 9}), Contains("Both nations reach level_0"));
  CHECK_THAT(headline({never, never}), Contains("Neither nation reaches level_0"));
  CHECK_THAT(headline({never, never}), Contains("China >2027-12"));
  CHECK_THAT(headline({9, never}), Contains("The United States is first"));
}

TEST_CASE("what is held at the start is said", "[results]") {
  const std::string text = unwrapped(
      text_of(summary_answer(hundred_draws([](int d) { return std::pair(0, d < 25 ? 0 : 5); }))));
  CHECK_THAT(text, Contains("held at the start: US 100 %, China 25.0 %"));
  CHECK_THAT(text, Contains("the United States already at the start, China 2026-05"));
  CHECK_THAT(text, Contains("2026-05 (start..2026-05)"));
}

TEST_CASE("outcomes below 0.1 % are named with the command that measures them", "[results]") {
  const auto text = [](int few) {
    return text_of(
        summary_answer(hundred_draws([=](int d) { return std::pair(3, d < few ? 2 : 5); })));
  };
  CHECK_THAT(text(0), Contains("\nRare (below 0.1 %): China first, same month, neither; `racecast "
                               "rare` measures such outcomes.\n"));
  CHECK_THAT(text(1), Contains("\nRare (below 0.1 %): same month, neither; "));
  CHECK_THAT(text_of(summary_answer(hundred_draws([](int d) {
               return std::pair(3 + d % 4, d % 4 == 3 ? 6 : d % 4 == 2 ? 4 : 9);
             }))),
             Contains("Rare (below 0.1 %): neither; "));
}

TEST_CASE("what is neither impossible nor certain does not look so", "[results]") {
  const Result result =
      synthetic::count_race({1, 4, 8, 0, 2000}, [](std::uint64_t draw, int path, int) {
        return draw == 0 && path == 0 ? std::pair(2, 1) : std::pair(1, 2);
      });
  CHECK_THAT(text_of(summary_answer(result)),
             Contains(">99.9 (99.8-100)") && Contains("<0.1 (0-0.2)"));
}

TEST_CASE("the summary fits 100 columns", "[results]") {
  Result result = synthetic::random_result({16, max_horizon, 8, 0, 40});
  for (ThresholdInfo& threshold : result.thresholds)
    threshold.name = "ein_sehr_langer_näme_" + threshold.name;
  CHECK(widest_line(text_of(summary_answer(result))) <= 100);
  CHECK(widest_line(text_of(summary_answer(synthetic::random_result()))) <= 100);
}

TEST_CASE("one threshold can be asked for by its name", "[results]") {
  const Result result = synthetic::random_result();
  CHECK(summarise(result).size() == 2);
  CHECK(summarise(result, "level_0").front().info.name == "level_0");
  CHECK_THAT(text_of(summary_answer(result, "level_0")),
             Contains("to level_0 (") && !Contains("level_1"));
  CHECK(json_of(summary_data(result, "level_1"))["thresholds"].size() == 1);
  try {
    text_of(summary_answer(result, "level_9"));
    FAIL("there is no level_9");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK_THAT(error.what(), Contains("level_0, level_1"));
  }
}

TEST_CASE("the JSON has the numbers of the result under stable keys", "[results]") {
  const Result result =
      hundred_draws([](int d) { return d < 80 ? std::pair(7, 13) : std::pair(10, never); });
  const nlohmann::json json = json_of(summary_data(result));
  for (const char* key :
       {"name", "description", "start", "horizon", "horizon_months", "trajectories", "draws",
        "paths_per_draw", "effective_trajectories", "seed", "accounting", "model_version",
        "outcome_digest", "primary", "thresholds", "hindcasts"})
    CHECK(json.contains(key));
  CHECK(json["primary"] == "level_0");
  CHECK(json["horizon"] == "2027-12");
  CHECK(json["outcome_digest"] == outcome_digest(result));
  const nlohmann::json& threshold = json["thresholds"][0];
  CHECK(threshold["direction"] == "above");
  CHECK(threshold["outcome"]["us_first"]["probability"] == 1.0);
  CHECK(threshold["outcome"]["us_first"]["count"] == 800);
  CHECK(threshold["outcome"]["cn_first"]["high"].get<double>() ==
        Approx(outcome_probability(result, 0, cn_first).high));
  CHECK(threshold["arrival"]["us"]["month"]["p50"] == 7);
  CHECK(threshold["arrival"]["us"]["date"]["p95"] == "2026-10");
  CHECK(threshold["arrival"]["cn"]["never"] == 0.2);
  CHECK(threshold["arrival"]["cn"]["date"]["p95"] == "2027-01");
  CHECK(threshold["arrival"]["cn"]["date_all"]["p95"].is_null());
  CHECK(threshold["lead"]["both_arrive"] == 0.8);
  CHECK(threshold["lead"]["months"]["p50"] == 6);
  CHECK(threshold["lead"]["months_all"]["p95"].is_null());
}

}  // namespace racecast
