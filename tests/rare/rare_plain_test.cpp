// Rare outcomes of the whole model against plain sampling, where both can be run.
#include <cmath>

#include "host/inference/probability.hpp"
#include "host/rare/proposal.hpp"
#include "host/rare/rare.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"

using namespace racecast;

namespace {

constexpr double plain_limit = 5;  // |z|

struct Question {
  const char* threshold;
  Outcome outcome;
};

Config quick(std::uint64_t trajectories) {
  return test::shipped(
      "quick.toml",
      {.set = {
           {"run.trajectories", std::to_string(trajectories)},
           {"run.seed", "11"},
           {"correlation",
            R"([{ between = ["us.power.growth", "us.investment.growth_shift"], rank = 0.5 }])"}}});
}

int place_of(const Config& config, const std::string& name) {
  for (std::size_t i = 0; i < config.thresholds.size(); ++i)
    if (config.thresholds[i].name == name) return static_cast<int>(i);
  throw std::logic_error("no such threshold");
}

/// Standard errors between an estimate and plain sampling.
double distance(const RareEstimate& found, const Probability& plain) {
  const double variance = plain.estimate * (1 - plain.estimate) / plain.effective;
  return (found.probability - plain.estimate) / std::sqrt(found.error * found.error + variance);
}

}  // namespace

TEST_CASE("rare outcomes of the model are those of plain sampling", "[rare]") {
  const Config many = quick(1'048'576), few = quick(262'144);
  const auto engine = make_cpu_engine({});
  // Other random numbers, so that the two share nothing.
  Forecast other = many.forecast;
  other.replicate = 1;
  Result plain;
  plain.layout = layout_of(other);
  plain.counts = test::run(*engine, other, {0, 65536});
  for (const Question& question : {Question{"training_1e29", us_first},
                                   {"investment_2000_held", us_first},
                                   {"token_tenth_cent", us_first},
                                   {"token_tenth_cent", cn_first}}) {
    INFO(question.threshold << ' ' << outcome_names[question.outcome]);
    const int threshold = place_of(few, question.threshold);
    const Probability expected = outcome_probability(plain, threshold, question.outcome);
    const RareResult result = measure_rare(few, *engine, {threshold, question.outcome, 2048});
    const RareEstimate& found = result.estimate;
    CAPTURE(expected.estimate, found.probability, found.error, found.gain, found.weight_mean);
    CHECK(std::abs(distance(found, expected)) < plain_limit);
    CHECK(std::abs(found.weight_mean - 1) < plain_limit * found.weight_error);
    CHECK(found.gain > 1.2);
    // The same draws with their weights left out are far off.
    const OwnForecast proposed = proposed_forecast(few.forecast, result.pilot.proposal);
    const WeightedSample wrong =
        run_weighted(*engine, proposed.forecast, 16384, threshold, question.outcome,
                     [](std::uint64_t) { return unit_weight; });
    CHECK(std::abs(distance(estimate_of(wrong.run, 16), expected)) > plain_limit);
  }
}
