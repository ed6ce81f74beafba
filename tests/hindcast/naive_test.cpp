#include "host/hindcast/naive.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "tests/catch.hpp"

using namespace racecast;

namespace {

using Past = std::vector<PastFigure>;

/// Yearly figures, the last at month 0.
Past yearly(const std::vector<double>& values) {
  Past past;
  for (std::size_t i = 0; i < values.size(); ++i)
    past.push_back({12 * (static_cast<int>(i) + 1 - static_cast<int>(values.size())), values[i]});
  return past;
}

/// The integral of (F(x) - [x >= y])^2, which CRPS is.
double integrated_crps(const NaiveForecast& forecast, double y) {
  const boost::math::students_t_distribution<double> student(forecast.degrees);
  constexpr int steps = 2'000'000;
  const double low = -2000, width = 4000.0 / steps;
  double sum = 0;
  for (int i = 0; i < steps; ++i) {
    const double x = low + (i + 0.5) * width;
    const double f = boost::math::cdf(student, (x - forecast.location) / forecast.scale);
    const double off = f - (x >= y ? 1 : 0);
    sum += off * off * width;
  }
  return sum;
}

}  // namespace

TEST_CASE("CRPS of Student's distribution is its integral", "[hindcast]") {
  for (const double degrees : {2.0, 3.0, 9.0})
    for (const double y : {-1.0, 0.7, 5.0}) {
      const NaiveForecast forecast = {0.5, 0.8, degrees};
      CAPTURE(degrees, y);
      CHECK(forecast.crps(y) == Approx(integrated_crps(forecast, y)).epsilon(2e-3));
    }
  CHECK(NaiveForecast{1, 0, 0}.crps(1.5) == Approx(0.5));
  // With many degrees it is the normal's: 2 phi(0) - 1 / sqrt(pi) at the mean.
  CHECK(NaiveForecast{0, 1, 1e6}.crps(0) == Approx(0.233695).epsilon(1e-4));
}

TEST_CASE("last growth goes on", "[hindcast]") {
  const auto point = naive_forecast(NaiveRule::last_growth, yearly({0, 1, 1.5}), 24);
  REQUIRE(point);
  CHECK(point->location == Approx(2.5));
  CHECK(point->scale == 0);
  // Growths 1, 0.5, 0.9: errors -0.5 and 0.4.
  const auto spread = naive_forecast(NaiveRule::last_growth, yearly({0, 1, 1.5, 2.4}), 24);
  CHECK(spread->location == Approx(2.4 + 1.8));
  CHECK(spread->scale == Approx(std::sqrt((0.25 + 0.16) / 2 * 2)));
  CHECK(spread->degrees == 2);
  // Quarters: growth a year is four times that of a quarter.
  const Past quarters = {{-3, 0}, {0, 0.25}};
  CHECK(naive_forecast(NaiveRule::last_growth, quarters, 12)->location == Approx(1.25));
}

TEST_CASE("a random walk has a drift and the spread of its past", "[hindcast]") {
  const auto walk = naive_forecast(NaiveRule::drift, yearly({0, 1, 1.5, 2.4}), 12);
  REQUIRE(walk);
  CHECK(walk->location == Approx(2.4 + 0.8));
  CHECK(walk->degrees == 2);
  const double variance = (0.2 * 0.2 + 0.3 * 0.3 + 0.1 * 0.1) / 2;
  CHECK(walk->scale == Approx(std::sqrt(variance * (1 + 1 / 3.0))));
  CHECK(naive_forecast(NaiveRule::drift, yearly({0, 1, 1.5, 2.4}), 24)->scale ==
        Approx(std::sqrt(variance * (2 + 4 / 3.0))));
  CHECK_FALSE(naive_forecast(NaiveRule::drift, yearly({0, 1, 2}), 12));
}

TEST_CASE("a trend is a line by least squares", "[hindcast]") {
  // By hand: t = -3 .. 0, mean -1.5; slope = 0.77, mean 1.225.
  const auto line = naive_forecast(NaiveRule::trend, yearly({0, 1, 1.5, 2.4}), 12);
  REQUIRE(line);
  CHECK(line->location == Approx(1.225 + 0.77 * 2.5));
  const double off[] = {0 - 0.07, 1 - 0.84, 1.5 - 1.61, 2.4 - 2.38};
  double sum = 0;
  for (const double each : off) sum += each * each;
  CHECK(line->scale == Approx(std::sqrt(sum / 2 * (1 + 0.25 + 2.5 * 2.5 / 5))));
  CHECK_FALSE(naive_forecast(NaiveRule::trend, yearly({0, 1, 2}), 12));
}

TEST_CASE("too few figures say nothing", "[hindcast]") {
  for (const NaiveRule rule : {NaiveRule::last_growth, NaiveRule::drift, NaiveRule::trend}) {
    CHECK_FALSE(naive_forecast(rule, Past{}, 12));
    CHECK_FALSE(naive_forecast(rule, yearly({1}), 12));
  }
}
