#include "host/hindcast/hindcast.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/catch.hpp"
#include "tests/support/answers.hpp"

using namespace racecast;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string configs = std::string(RACECAST_SOURCE_DIR) + "/configs/";

Config config_of_2023() { return load_config(configs + "hindcast-2023.toml"); }

ObservedHistory history_of(const Config& config) {
  return read_history(configs + "history/history.csv", "", config, YearMonth{2023, 12});
}

/// Kolmogorov's distance to the uniform distribution, times the root of the count.
double distance_to_uniform(std::vector<double> pits) {
  std::ranges::sort(pits);
  const auto count = static_cast<double>(pits.size());
  double most = 0;
  for (std::size_t i = 0; i < pits.size(); ++i) {
    const auto place = static_cast<double>(i);
    most = std::max({most, (place + 1) / count - pits[i], pits[i] - place / count});
  }
  return most * std::sqrt(count);
}

/// PIT of numbers that the model itself makes, with draws that the forecast has not seen, and with
/// errors of `error_factor` times what the forecast reckons with.
std::vector<double> pits_of_own_numbers(std::size_t observation, double error_factor) {
  static const Config config = config_of_2023();
  static const ObservedHistory observed = history_of(config);
  static const ObservableRows rows =
      observe_paths(config.forecast, {0, 3072}, observed.history.observables());
  const Predictions predictions(observed.history, rows);
  std::vector<double> means, paths(predictions.paths());
  for (std::uint64_t draw = 0; draw < 2048; ++draw) {
    predictions.of(draw, observation, paths);
    means.insert(means.end(), paths.begin(), paths.end());
  }
  const Observation& seen = observed.history.observations[observation];
  const double sd = std::hypot(observed.history.series[seen.series].coverage_error, seen.error);
  const NormalMixture mixture(means, sd);
  std::mt19937 generator(11);
  std::normal_distribution<double> normal(0, sd * error_factor);
  std::vector<double> pits;
  for (std::uint64_t draw = 2048; draw < 3072; ++draw) {
    predictions.of(draw, observation, paths);
    pits.push_back(mixture.score(paths[0] + normal(generator)).pit);
  }
  return pits;
}

std::size_t observation_of(const std::string& series) {
  const Config config = config_of_2023();
  const History history = history_of(config).history;
  for (std::size_t i = 0; i < history.observations.size(); ++i)
    if (history.series[history.observations[i].series].name == series) return i;
  throw std::runtime_error("no such series");
}

}  // namespace

TEST_CASE("what the model itself makes has a uniform PIT, and what it does not has none",
          "[hindcast]") {
  // Less than 3.272 but for one in 1e9 (Kolmogorov).
  for (const char* series : {"capex_us_five", "h100e_world", "intelligent_compute_china"}) {
    const std::size_t place = observation_of(series);
    CAPTURE(series);
    CHECK(distance_to_uniform(pits_of_own_numbers(place, 1)) < 3.272);
  }
  // Planted: the errors are four times what the forecast reckons with.
  CHECK(distance_to_uniform(pits_of_own_numbers(observation_of("h100e_world"), 4)) > 3.272);
}

TEST_CASE("every figure after the start is scored, the same with any number of threads",
          "[hindcast]") {
  const Config config = config_of_2023();
  const ObservedHistory observed = history_of(config);
  const Hindcast one = score_hindcast(config, observed, 64, {1, 0, 16});
  const Hindcast two = score_hindcast(config, observed, 64, {2, -1, 16});
  REQUIRE(one.points.size() == observed.history.observations.size());
  CHECK(json_of(hindcast_data(one)) == json_of(hindcast_data(two)));
  for (const HindcastPoint& point : one.points) {
    CHECK(point.score.crps > 0);
    CHECK(std::ranges::is_sorted(point.quantile));
    CHECK(point.years_ahead() == 1);
  }
}

TEST_CASE("scores are means by series, and totals leave repeats out", "[hindcast]") {
  Hindcast made;
  for (const char* name : {"a", "b", "c"}) {
    Series series;
    series.name = name;
    made.series.push_back(series);
    made.past.push_back(4);
  }
  made.series[2].repeats = true;
  const auto add = [&](std::size_t series, int month, double pit, double crps,
                       std::optional<double> trend) {
    HindcastPoint point;
    point.series = series;
    point.month = month;
    point.score = {pit, crps, 1};
    point.naive[2] = trend;
    made.points.push_back(point);
  };
  add(0, 12, 0.5, 0.1, 0.3);
  add(0, 24, 0.05, 0.3, 0.5);
  add(1, 12, 0.02, 0.5, {});
  add(2, 12, 0.5, 9, {});
  const HindcastScores scores = hindcast_scores(made);
  REQUIRE(scores.series.size() == 3);
  CHECK(scores.series[0].mean.crps == Approx(0.2));
  CHECK(scores.series[0].within == std::array<std::size_t, 3>{1, 1, 2});
  REQUIRE(scores.series[0].best_naive());
  CHECK(scores.series[0].best_naive()->crps == Approx(0.4));
  CHECK(scores.series[1].best_naive() == nullptr);
  REQUIRE(scores.horizons.size() == 4);
  CHECK(scores.horizons[1].years_ahead == 2);
  CHECK(scores.total.series == 2);
  CHECK(scores.total.count == 3);
  CHECK(scores.total.within == std::array<std::size_t, 3>{1, 1, 2});
  CHECK(scores.total.mean.crps == Approx(0.35));
  CHECK(scores.total.compared == 1);
  CHECK(scores.total.better == 1);
  CHECK(scores.total.best_naive == Approx(0.4));
  CHECK(scores.total.pit == std::array<std::size_t, 5>{2, 0, 1, 0, 0});
  CHECK(scores.total.low(0) == Approx(0.0084).margin(1e-4));  // 1 of 3, exact
  CHECK(scores.total.high(0) == Approx(0.9057).margin(1e-4));
}

TEST_CASE("nothing to score is said", "[hindcast]") {
  const Config config = config_of_2023();
  const ObservedHistory none =
      read_history(configs + "history/history.csv", "", config, YearMonth{2022, 12});
  CHECK_THROWS_WITH(score_hindcast(config, none, 8), ContainsSubstring("no figure lies within"));
  CHECK_THROWS_WITH(score_hindcast(config, history_of(config), 100'000'000),
                    ContainsSubstring("give --draws"));
}
