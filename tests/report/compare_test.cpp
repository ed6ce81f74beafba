// Differences of two results, and how sure they are.
#include "host/report/compare.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <random>

#include "host/error.hpp"
#include "host/forecast/run.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/engine_run.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::test;

namespace {

Config question(const ConfigOptions& options = {}) {
  ConfigOptions all{{{"run.trajectories", "8192"}}};
  all.set.insert(all.set.end(), options.set.begin(), options.set.end());
  return shipped("quick.toml", all);
}

Result answer(const Config& config) { return run_forecast(config, *make_cpu_engine(), {}); }

Comparison compared(const Result& a, const Result& b) { return compare_results(a, b); }

/// A made-up race: the US is first with the probability of the draw, plus `gain`, all by the same
/// random numbers as long as `seed` is the same.
Result made_up(std::uint64_t seed, double gain, std::uint64_t draws) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<> uniform;
  double world = 0;
  return synthetic::count_race(
      {.thresholds = 1, .horizon = 2, .paths_per_draw = 4, .first_draw = 0, .draws = draws},
      [&](std::uint64_t, int path, int) {
        if (path == 0) world = 0.2 + 0.4 * uniform(random);
        return std::pair(uniform(random) < world + gain ? 0 : 2, 1);
      });
}

/// How many of `runs` intervals hold the truth, where B's probability is 0.05 more than A's.
int covered(int runs, bool paired, std::uint64_t draws) {
  int hits = 0;
  for (int run = 0; run < runs; ++run) {
    const auto seed = static_cast<std::uint64_t>(2 * run + 1);
    const Result a = made_up(seed, 0, draws);
    Result b = made_up(paired ? seed : seed + 1, 0.05, draws);
    if (!paired) b.provenance.seed -= 1;
    const ProbabilityChange change = compare_results(a, b).thresholds[0].outcome[us_first];
    hits += change.low <= 0.05 && 0.05 <= change.high ? 1 : 0;
  }
  return hits;
}

}  // namespace

TEST_CASE("a result differs from itself by nothing at all", "[compare]") {
  const Result result = answer(question());
  const Comparison comparison = compared(result, result);
  CHECK(comparison.paired);
  REQUIRE(comparison.thresholds.size() == result.thresholds.size());
  for (const ThresholdChange& threshold : comparison.thresholds) {
    for (const ProbabilityChange& change : threshold.outcome) {
      CHECK(change.difference == 0);
      CHECK(change.standard_error == 0);
      CHECK(change.low == 0);
      CHECK(change.high == 0);
    }
    for (const int nation : {us, cn})
      CHECK((std::isnan(threshold.arrival(nation)) || threshold.arrival(nation) == 0));
  }
}

TEST_CASE("the paired error of one changed parameter is smaller than the unpaired one",
          "[compare]") {
  const Config of_a = question();
  const Config of_b = question({{{"chips.per_usd_bn", "\"69e3 to 154e3\""}}});
  const Result a = answer(of_a), b = answer(of_b);
  const Comparison paired = compared(a, b);
  REQUIRE(paired.paired);
  Result unrelated = b;  // the same numbers, taken for those of another seed
  unrelated.provenance.seed += 1;
  const Comparison unpaired = compared(a, unrelated);
  REQUIRE_FALSE(unpaired.paired);
  CHECK_THAT(unpaired.why, ContainsSubstring("seeds"));
  int smaller = 0, alive = 0;
  for (std::size_t i = 0; i < paired.thresholds.size(); ++i)
    for (std::size_t outcome = 0; outcome < outcome_count; ++outcome) {
      const ProbabilityChange& one = paired.thresholds[i].outcome[outcome];
      const ProbabilityChange& other = unpaired.thresholds[i].outcome[outcome];
      CHECK(one.difference == other.difference);
      if (one.a.count == 0 || one.a.count == a.trajectories() || one.standard_error == 0) continue;
      ++alive;
      smaller += one.standard_error < other.standard_error ? 1 : 0;
    }
  CHECK(alive >= 8);
  CHECK(smaller == alive);
  const std::string text = text_of(comparison_answer({"a.h5", a, of_a}, {"b.h5", b, of_b}, paired));
  CHECK_THAT(text, ContainsSubstring("chips.per_usd_bn") && ContainsSubstring("Paired") &&
                       ContainsSubstring("B - A"));
  const nlohmann::json json =
      json_of(comparison_data({"a.h5", a, of_a}, {"b.h5", b, of_b}, paired));
  CHECK(json.at("paired") == true);
  CHECK(json.at("config").at("parameters").size() == 1);
  CHECK(json.at("thresholds").at(0).at("outcome").at("us_first").at("difference") ==
        paired.thresholds[0].outcome[us_first].difference);
}

TEST_CASE("the paired error is that of the differences of single draws", "[compare]") {
  const Result a = answer(question());
  const Result b = answer(question({{{"chips.per_usd_bn", "\"69e3 to 154e3\""}}}));
  const auto change = compared(a, b).thresholds[0].outcome[us_first];
  const std::uint64_t draws = a.draws();  // 512: each a batch of its own
  const double paths = a.layout.paths_per_draw;
  double sum = 0, squares = 0;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    const double difference =
        (double(b.draw_outcomes.at(draw, 0, us_first)) - a.draw_outcomes.at(draw, 0, us_first)) /
        paths;
    sum += difference, squares += difference * difference;
  }
  const double n = static_cast<double>(draws), mean = sum / n;
  CHECK(change.difference == Approx(mean));
  CHECK(change.standard_error == Approx(std::sqrt((squares / n - mean * mean) / (n - 1))));
}

TEST_CASE("intervals of differences hold the truth as often as they say", "[compare]") {
  // 95 % of intervals do; twice in 1e9 tests of a right interval would fail. Unpaired intervals are
  // those of Korn and Graubard and may hold it more often.
  constexpr int runs = 1000;
  const boost::math::binomial law(runs, 0.95);
  const int least = static_cast<int>(boost::math::quantile(law, 1e-9));
  const int most = static_cast<int>(boost::math::quantile(boost::math::complement(law, 1e-9)));
  const int paired = covered(runs, true, 300);
  CHECK(paired >= least);
  CHECK(paired <= most);
  CHECK(covered(runs, false, 300) >= least);
  CHECK(covered(100, true, 3000) >= 100 * 0.95 - 6.5 * std::sqrt(100 * 0.95 * 0.05));
}

TEST_CASE("where no batch differs, the interval is that of no event in as many draws",
          "[compare]") {
  const Result a = made_up(1, 0, 1000);
  Result b = a;  // another digest, and the same outcomes
  for (const int from : {0, 1})
    if (auto& count = b.counts[static_cast<std::size_t>(b.layout.event_outcome(0, from, us_first))];
        count > 0) {
      --count;
      ++b.counts[static_cast<std::size_t>(b.layout.event_outcome(0, 2, us_first))];
      break;
    }
  const auto change = compared(a, b).thresholds[0].outcome[us_first];
  CHECK(change.difference == 0);
  CHECK(change.high == Approx(1 - std::pow(0.025, 1e-3)));
  CHECK(change.low == -change.high);
}

TEST_CASE("results are paired only where they share their random numbers", "[compare]") {
  const Result a = synthetic::random_result();
  const auto why = [&](auto change) {
    Result b = a;
    change(b);
    const Comparison comparison = compared(a, b);
    CHECK_FALSE(comparison.paired);
    for (const ProbabilityChange& each : comparison.thresholds[0].outcome) {
      CHECK(each.low < each.difference);
      CHECK(each.high > each.difference);
    }
    return comparison.why;
  };
  CHECK(compared(a, a).paired);
  CHECK_THAT(why([](Result& b) { b.provenance.seed = 2; }), ContainsSubstring("seeds"));
  CHECK_THAT(why([](Result& b) { b.provenance.first_draw += 1; }),
             ContainsSubstring("first draws"));
  CHECK_THAT(why([](Result& b) { b.provenance.model = "0.1"; }), ContainsSubstring("models"));
  CHECK_THAT(why([](Result& b) { b.start = {2025, 1}; }), ContainsSubstring("starts"));
  CHECK_THAT(why([](Result& b) { b = synthetic::random_result({.draws = 1400}); }),
             ContainsSubstring("1500 and 1400 draws"));
  CHECK_THAT(why([](Result& b) { b = synthetic::random_result({.horizon = 20}); }),
             ContainsSubstring("24 and 20 months"));
}

TEST_CASE("thresholds are matched by name, and those of one result are listed", "[compare]") {
  const Result a = synthetic::random_result();
  Result b = a;
  std::swap(b.thresholds[0].name, b.thresholds[1].name);
  const Comparison crossed = compared(a, b);
  CHECK(crossed.thresholds[0].outcome[us_first].b.count ==
        crossed.thresholds[1].outcome[us_first].a.count);
  b.thresholds[0].name = "else";
  const Comparison comparison = compared(a, b);
  REQUIRE(comparison.thresholds.size() == 1);
  CHECK(comparison.only_a == std::vector<std::string>{"level_1"});
  CHECK(comparison.only_b == std::vector<std::string>{"else"});
  CHECK(compare_results(a, b, "else").thresholds.empty());
  CHECK_THROWS_AS(compare_results(a, b, "levle_0"), Error);
}
