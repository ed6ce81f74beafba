// What the table of verification rests on: its closed forms against each other, its scores, and
// that what it watches is what a run does.
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernels/engine/trace.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"
#include "verification/closed_forms/check.hpp"
#include "verification/closed_forms/correlated_race.hpp"
#include "verification/closed_forms/first_passage.hpp"
#include "verification/closed_forms/markov.hpp"
#include "verification/processes/state_paths.hpp"

using namespace racecast;
using namespace racecast::verification;

TEST_CASE("a race of independent walks is that of their first passages", "[verification]") {
  constexpr int months = 24;
  const auto one = first_passage(3, 0, 1, months), other = first_passage(5, 0, 1, months);
  double first = 0, second = 0, same = 0, one_later = 1, other_later = 1;
  for (std::size_t t = 0; t < months; ++t) {
    one_later -= one[t];
    other_later -= other[t];
    first += one[t] * other_later;
    second += other[t] * one_later;
    same += one[t] * other[t];
  }
  const RaceLaw law = monthly_race(3, 5, 0, months);
  CHECK(law.first == Approx(first).epsilon(1e-11));
  CHECK(law.second == Approx(second).epsilon(1e-11));
  CHECK(law.same_month == Approx(same).epsilon(1e-11));
}

TEST_CASE("a race of correlated walks keeps what each walk does alone", "[verification]") {
  const auto one = first_passage(3, 0, 1, 1);
  for (const double rho : {-0.6, 0.3, 0.6}) {
    CAPTURE(rho);
    // In the first month either crosses as it would alone.
    const RaceLaw law = monthly_race(3, 2, rho, 1);
    CHECK(law.first + law.same_month == Approx(one[0]).epsilon(1e-11));
    // Exchanged walks exchange their chances, and nothing is lost.
    const RaceLaw there = monthly_race(3, 2, rho, 12), back = monthly_race(2, 3, rho, 12);
    CHECK(there.first == Approx(back.second).epsilon(1e-11));
    CHECK(there.same_month == Approx(back.same_month).epsilon(1e-11));
    CHECK(there.first > 0);
    CHECK(there.neither > 0);
  }
  // What goes the same way ties more often.
  CHECK(monthly_race(3, 3, 0.6, 12).same_month > monthly_race(3, 3, 0, 12).same_month);
}

TEST_CASE("the continuous race gives its known answer and its limits", "[verification]") {
  CHECK(continuous_race(1, 1.5, 0.3) == Approx(0.641878103).margin(5e-10));
  CHECK(continuous_race(2, 2, 0.7) == Approx(0.5).epsilon(1e-14));
  CHECK(continuous_race(1, 1.5, 0.3) + continuous_race(1.5, 1, 0.3) == Approx(1).epsilon(1e-14));
  CHECK(continuous_race(1, 1e9, 0.3) == Approx(1).epsilon(1e-8));
}

TEST_CASE("chains keep their paths, and lose those that go where they may not", "[verification]") {
  const Transitions move = {{0.9, 0.1}, {0.4, 0.6}};
  const Occupancy late = after(move, {1, 0}, 200);
  CHECK(late[0] == Approx(0.8).epsilon(1e-12));
  CHECK(total(late) == Approx(1).epsilon(1e-12));
  CHECK(total(after(avoiding(move, {false, true}), {1, 0}, 5)) == Approx(std::pow(0.9, 5)));
}

TEST_CASE("a count is scored by its binomial where it is small", "[verification]") {
  // P(X >= 10), X binomial of 1000 and 0.003: 1.0783e-3 is a z of 3.0678; a normal would say 4.05.
  CHECK(count_score(10, 1000, 0.003) == Approx(3.06777).margin(1e-5));
  CHECK(count_score(0, 1e4, 1e-3) == Approx(-3.91515).margin(1e-5));
  CHECK(count_score(5100, 1e4, 0.5) == Approx(2).epsilon(1e-12));
  CHECK(count_score(3, 1000, 0.003) == Approx(0).margin(0.5));
}

TEST_CASE("a check that is beyond its limit is wrong, and a twin that is not is unseen",
          "[verification]") {
  const Sample sample = {10'000, 100, 10'000};
  CHECK(mean_check("", sample, {0, 1}, "", 1).right());  // z = 1
  CHECK_FALSE(mean_check("", sample, {0.08, 1}, "", 1).right());
  CHECK(mean_check("", sample, {0, 1}, "", 1).twin_seen());
  CHECK(mean_check("", sample, {0, 1}, "", 0.02).twin_seen());  // too near to be told apart
  CHECK_FALSE(mean_check("", sample, {0.15, 1}, "", 0.01).twin_seen());
  CHECK_FALSE(exact_check("", 1.1, 1, 0.05, "", 2).right());
  CHECK(exact_check("", 1.01, 1, 0.05, "", 2).right());
}

TEST_CASE("the states of paths are those that a trace sees", "[verification]") {
  const Config config = test::shipped("baseline.toml", {{{"run.horizon_months", "40"}}});
  const Forecast forecast = config.forecast;
  REQUIRE(forecast.paths_per_draw == warp_paths);
  std::vector<std::string> columns;
  for (const TraceColumn& column : state_columns())
    columns.push_back(std::string(column.nation) + '.' + column.name);
  const StatePaths seen = run_state_paths(forecast, columns, 3, 2);
  CHECK(seen.paths == 64);
  CHECK(seen.months == 41);
  int different = 0;
  for (const std::size_t path : {std::size_t{0}, std::size_t{13}, std::size_t{63}}) {
    const Trace alone = trace(forecast, 3 * warp_paths + path);
    for (std::size_t i = 0; i < columns.size(); ++i)
      for (std::size_t month = 0; month < seen.months; ++month)
        different += StatePath(seen, path)(static_cast<int>(i), static_cast<int>(month)) !=
                     static_cast<double>(alone.states[month * columns.size() + i]);
  }
  CHECK(different == 0);
  CHECK_THROWS_AS(run_state_paths(forecast, std::vector<std::string>{"us.none"}, 0, 1),
                  std::invalid_argument);
}
