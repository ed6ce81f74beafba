// Posteriors that are known exactly: with nothing random but one prior, the logarithm of spending
// is linear in its score, and prior, data and posterior are normal.
#include <cmath>
#include <numbers>

#include "host/calibrate/calibrate.hpp"
#include "host/error.hpp"
#include "tests/catch.hpp"
#include "verification/posteriors/simulated_history.hpp"

namespace racecast {
namespace {

constexpr double shared = 0.1, own = 0.08;

/// Only the first level of US spending is uncertain: ln spending = a + sigma z.
Config one_prior() {
  return parse_config(verification::small_config(0), "small.toml",
                      {.set = {{"chips.per_usd_bn", "1e5"},
                               {"us.construction.lead_time", "0.5"},
                               {"us.channel.all.growth", "0.3"},
                               {"cn.channel.all.spend", "60"},
                               {"cn.channel.all.growth", "0.2"},
                               {"correlation", "[]"}}});
}

/// Three years of US spending, each `factor` times that of the median world.
History spending_history(const Config& config, double factor) {
  History history = verification::small_history();
  history.observations.resize(3);
  const Target target(config, history, 32, {});
  const std::vector<float> middle(target.width(), 0.0f);
  target.predict(middle, 0, [&](std::size_t, std::span<const double> predicted) {
    for (std::size_t i = 0; i < 3; ++i)
      history.observations[i].log_value = predicted[i * 32] + std::log(factor);
  });
  return history;
}

struct Normal {
  double mean, sd, log_evidence;
};

/// The mean of three residuals has the variance s_c^2 + s^2 / 3.
Normal exact(double factor) {
  const double sigma = std::log(140.0 / 70) / (2 * 1.6448536269514722);
  const double variance = shared * shared + own * own / 3, all = sigma * sigma + variance;
  const double y = std::log(factor);
  // The two contrasts of the residuals are 0.
  const double contrasts = -std::log(2 * std::numbers::pi * own * own) - std::log(3.0) / 2;
  return {sigma * y / all, std::sqrt(variance / all),
          -(y * y / all + std::log(2 * std::numbers::pi * all)) / 2 + contrasts};
}

CalibrationQuestion question_of(std::uint64_t draws) {
  CalibrationQuestion question;
  question.paths_per_draw = 32;
  question.sampling.stage_draws = draws;
  question.sampling.wanted_size = static_cast<double>(draws) / 2;
  question.check_worlds = 512;
  return question;
}

}  // namespace

TEST_CASE("a posterior that is normal has its mean, spread and evidence", "[calibrate]") {
  const Config config = one_prior();
  for (const double factor : {1.0, 1.3, 2.0}) {
    const History history = spending_history(config, factor);
    const Calibration found = calibrate(config, history, question_of(4096));
    const Normal law = exact(factor);
    INFO("factor " << factor);
    REQUIRE(found.priors.prior.size() == 1);
    const double error = 1 / std::sqrt(found.posterior.effective);
    CHECK(found.is_reached());
    CHECK(std::abs(found.priors.prior[0].mean - law.mean) < 5 * law.sd * error);
    CHECK(std::abs(found.priors.prior[0].sd / law.sd - 1) < 5 * error);
    CHECK(std::abs(found.posterior.log_evidence - law.log_evidence) <
          5 * found.posterior.evidence_error + 0.002);
    // What it foretells is the data's middle, within the spread of mean and errors.
    CHECK(found.against_posterior().empty());
    CHECK(found.against_priors().empty() == (factor < 1.8));
  }
}

TEST_CASE("a calibration is the same on every instruction set and number of threads",
          "[calibrate][bits]") {
  const Config config = parse_config(verification::small_config(0.25), "small.toml");
  History history = verification::small_history();
  const Target truth(config, history, 32, {}, 7u);
  verification::simulate(config, truth.standard_scores(3, 1), 3, history);
  CalibrationOptions options;
  options.stage_draws = 256;
  options.wanted_size = 100;
  const auto weights = [&](const CpuOptions& cpu) {
    return adapt(Target(config, history, 64, cpu), options).weight;
  };
  const std::vector<double> reference =
      weights({.threads = 1, .isa = static_cast<int>(CpuIsa::portable)});
  for (const CpuIsa isa : usable_isas())
    CHECK(weights({.threads = 3, .isa = static_cast<int>(isa)}) == reference);
}

TEST_CASE("without observations, priors or comparable paths nothing is calibrated", "[calibrate]") {
  const Config config = one_prior();
  History history = spending_history(config, 1);
  History none = history;
  none.observations.clear();
  CHECK_THROWS_AS(calibrate(config, none, question_of(256)), Error);
  const Config certain = parse_config(verification::small_config(0), "small.toml",
                                      {.set = {{"chips.per_usd_bn", "1e5"},
                                               {"us.construction.lead_time", "0.5"},
                                               {"us.channel.all.spend", "100"},
                                               {"us.channel.all.growth", "0.3"},
                                               {"cn.channel.all.spend", "60"},
                                               {"cn.channel.all.growth", "0.2"},
                                               {"correlation", "[]"}}});
  CHECK_THROWS_AS(calibrate(certain, history, question_of(256)), Error);
}

TEST_CASE("a calibration that is stopped says so", "[calibrate]") {
  const Config config = one_prior();
  const History history = spending_history(config, 1);
  try {
    std::atomic<bool> stop{false};
    calibrate(config, history, question_of(4096),
              {StopToken(stop), [&](const CalibrationProgress&) { stop = true; }});
    FAIL("it was not stopped");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::interrupted);
  }
}

}  // namespace racecast
