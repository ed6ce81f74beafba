// The parameter that decides is found, with its sign.
#include "host/inference/worlds.hpp"

#include <algorithm>
#include <cmath>

#include "host/forecast/run.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

using test::shipped;

std::size_t place_of(const Config& config, const std::string& path) {
  std::size_t place = 0;
  for (const ConfigParameter& parameter : config.parameters) {
    if (parameter.slot < 0 || parameter.is_constant()) continue;
    if (parameter.path == path) return place;
    ++place;
  }
  FAIL("no prior " << path);
  return 0;
}

/// Draws of the quick config, in which one parameter alone says who is first.
struct MadeUp {
  explicit MadeUp(std::uint64_t draws) : config(shipped("quick.toml")) {
    result.layout = {1, 36, 16};
    result.draw_outcomes = DrawOutcomes(1, 100, draws);
    scores = world_scores(config.forecast, 100, draws);
  }
  void decide(std::size_t prior, double border) {
    for (std::size_t draw = 0; draw < scores.draws; ++draw) {
      const bool us_wins = static_cast<double>(scores.of(prior)[draw]) > border;
      std::uint32_t* row = result.draw_outcomes.paths.data() + draw * outcome_count;
      row[us_first] = us_wins ? 16 : 0;
      row[cn_first] = us_wins ? 0 : 16;
    }
  }
  Worlds worlds(Outcome winner) const { return worlds_of(result, config, scores, 0, winner); }

  Config config;
  Result result;
  WorldScores scores;
};

}  // namespace

TEST_CASE("the parameter that decides by construction is found, and its worlds", "[results]") {
  MadeUp made(4000);
  const std::string path = "us.investment.growth_half_life";
  const std::size_t decisive = place_of(made.config, path);
  made.decide(decisive, 0);
  const Worlds us_worlds = made.worlds(us_first), cn_worlds = made.worlds(cn_first);
  REQUIRE(!us_worlds.shifts.empty());
  const ParameterShift& found = us_worlds.shifts.front();
  CHECK(found.path == path);
  CHECK(found.prior == decisive);
  CHECK(found.shift == Approx(std::sqrt(2 / std::acos(-1.0))).margin(0.04));  // E[z | z > 0]
  CHECK(found.error < 0.02);
  CHECK(found.conditional[0] > found.prior_quantile[0]);
  CHECK(found.conditional[0] == Approx(found.prior_quantile[1]).epsilon(0.1));
  CHECK(cn_worlds.shifts.front().path == path);
  CHECK(cn_worlds.shifts.front().shift == Approx(-found.shift).margin(0.05));
  CHECK(cn_worlds.shifts.front().conditional[2] < found.prior_quantile[2]);
  CHECK(us_worlds.worlds + cn_worlds.worlds == 4000);
  CHECK(us_worlds.effective == Approx(static_cast<double>(us_worlds.worlds)));
  CHECK(us_worlds.parameters == made.scores.priors);
}

TEST_CASE("the error of a shift is as wide as the shifts of parameters without influence spread",
          "[results]") {
  MadeUp made(3000);
  const std::size_t decisive = place_of(made.config, "us.investment.growth_half_life");
  made.decide(decisive, 1);
  const Worlds worlds = made.worlds(us_first);
  CHECK(worlds.found <= 4);  // the one that decides, those it is correlated with, and hardly more
  double squares = 0;
  std::size_t others = 0;
  const double rare = static_cast<double>(worlds.worlds);
  for (std::size_t prior = 0; prior < made.scores.priors; ++prior) {
    if (prior == decisive) continue;
    double sum = 0, all = 0;
    for (std::size_t draw = 0; draw < made.scores.draws; ++draw) {
      const double z = static_cast<double>(made.scores.of(prior)[draw]);
      all += z / 3000;
      if (made.result.draw_outcomes.at(draw, 0, us_first) > 0) sum += z / rare;
    }
    squares += (sum - all) * (sum - all);
    ++others;
  }
  const double spread = std::sqrt(squares / static_cast<double>(others));
  CHECK(spread == Approx(std::sqrt(1 / rare - 1.0 / 3000)).epsilon(0.2));
  CHECK(worlds.shifts.front().error < spread);  // a truncated score varies less
}

TEST_CASE("too few worlds say nothing", "[results]") {
  MadeUp made(1000);
  made.decide(0, 2.4);  // about 8 of 1000
  CHECK_FALSE(made.worlds(us_first).enough());
  CHECK(made.worlds(us_first).worlds > 0);
  CHECK(made.worlds(us_first).shifts.empty());
  CHECK(made.worlds(cn_first).enough());
  made.decide(0, 9);
  CHECK(made.worlds(us_first).effective == 0);
}

TEST_CASE("a real run says which parameter decides it, for either winner", "[results]") {
  const std::string path = "us.tokens.cost";
  const Config config =
      shipped("quick.toml",
              {{{path, "{ dist = \"lognormal\", p5 = 0.2, p95 = 15, source = \"judgement\" }"}}});
  const auto engine = make_cpu_engine({});
  const Result result = run_forecast(config, *engine, {});
  const WorldScores scores =
      world_scores(config.forecast, result.draw_outcomes.first_draw, result.draw_outcomes.draws());
  const auto shift = [&](Outcome winner) {
    const auto threshold =
        std::find_if(result.thresholds.begin(), result.thresholds.end(),
                     [](const ThresholdInfo& each) { return each.name == "token_10_cents"; });
    REQUIRE(threshold != result.thresholds.end());
    const int place = static_cast<int>(threshold - result.thresholds.begin());
    const Worlds worlds = worlds_of(result, config, scores, place, winner);
    INFO(outcome_names[winner] << ": " << worlds.worlds << " worlds");
    REQUIRE(!worlds.shifts.empty());
    CHECK(worlds.shifts.front().path == path);
    return worlds.shifts.front().shift;
  };
  CHECK(shift(us_first) < -0.3);  // cheap tokens at the start
  CHECK(shift(cn_first) > 0.1);
}

}  // namespace racecast
