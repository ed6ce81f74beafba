// The posterior as a config: priors that draws of it have, tails and correlations included.
#include <algorithm>
#include <cmath>

#include "host/calibrate/calibrate.hpp"
#include "kernels/engine/draw_parameters.hpp"
#include "tests/catch.hpp"
#include "verification/posteriors/simulated_history.hpp"

namespace racecast {
namespace {

constexpr std::uint64_t draws = 20000;

struct Moments {
  std::vector<double> mean, sd;
  double correlation = 0;  ///< of the first two
};

/// Of ln of the values, or the values where they may be negative.
Moments moments_of(const Config& config, const std::vector<std::string>& paths) {
  std::vector<std::vector<double>> values(paths.size());
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    const DrawParameters world = draw_parameters(config.forecast, draw);
    for (std::size_t i = 0; i < paths.size(); ++i)
      for (const ConfigParameter& parameter : config.parameters)
        if (parameter.path == paths[i]) {
          const double value =
              static_cast<double>(world.given[static_cast<std::size_t>(parameter.slot)]);
          values[i].push_back(paths[i].ends_with("growth") ? value : std::log(value));
        }
  }
  Moments moments;
  const double n = static_cast<double>(draws);
  for (const auto& column : values) {
    double sum = 0, square = 0;
    for (const double value : column) sum += value;
    for (const double value : column) square += (value - sum / n) * (value - sum / n);
    moments.mean.push_back(sum / n);
    moments.sd.push_back(std::sqrt(square / n));
  }
  for (std::size_t i = 0; i < draws; ++i)
    moments.correlation += (values[0][i] - moments.mean[0]) * (values[1][i] - moments.mean[1]) /
                           (n * moments.sd[0] * moments.sd[1]);
  return moments;
}

}  // namespace

TEST_CASE("a posterior config draws the posterior", "[calibrate]") {
  const Config config = parse_config(verification::small_config(0.25), "small.toml");
  History history = verification::small_history();
  const Target truth(config, history, 32, {}, 7u);
  verification::simulate(config, truth.standard_scores(1, 1), 1, history);
  CalibrationQuestion question;
  question.paths_per_draw = 64;
  question.sampling.stage_draws = 2048;
  question.sampling.wanted_size = 4000;
  const Calibration found = calibrate(config, history, question);
  REQUIRE(found.is_reached());
  const Config posterior = parse_config(found.written.toml, "posterior.toml");
  CHECK(posterior.name == "small-posterior");
  REQUIRE(found.written.changed.size() >= 3);

  std::size_t place[2] = {};
  for (std::size_t i = 0; i < found.priors.prior.size(); ++i) {
    if (found.priors.prior[i].parameter->path == "chips.per_usd_bn") place[0] = i;
    if (found.priors.prior[i].parameter->path == "us.channel.all.spend") place[1] = i;
  }
  const std::vector<std::string> paths = {"chips.per_usd_bn", "us.channel.all.spend"};
  const Moments prior = moments_of(config, paths), drawn = moments_of(posterior, paths);
  for (std::size_t i = 0; i < 2; ++i) {
    const PosteriorPrior& of = found.priors.prior[place[i]];
    INFO(paths[i]);
    CHECK((drawn.mean[i] - prior.mean[i]) / prior.sd[i] == Approx(of.mean).margin(0.05));
    CHECK(drawn.sd[i] / prior.sd[i] == Approx(of.sd).margin(0.05));
  }
  // Chips and money multiply: the more of one, the less of the other.
  const double correlation = found.priors.correlation_of(place[0], place[1]);
  CHECK(correlation < -0.2);
  CHECK(drawn.correlation == Approx(correlation).margin(0.06));
}

TEST_CASE("what the data say nothing of stays as it was", "[calibrate]") {
  const Config config = parse_config(verification::small_config(0.25), "small.toml");
  History history = verification::small_history();
  history.observations.resize(3);  // US spending alone
  const Target truth(config, history, 32, {}, 7u);
  verification::simulate(config, truth.standard_scores(1, 1), 1, history);
  CalibrationQuestion question;
  question.paths_per_draw = 64;
  question.sampling.stage_draws = 2048;
  question.check_worlds = 256;
  const Calibration found = calibrate(config, history, question);
  // China's growth goes with that of the US by the config's own correlation.
  for (const std::string& path : found.written.changed)
    CHECK((path.starts_with("us.channel.all.") || path == "cn.channel.all.growth"));
  const Config posterior = parse_config(found.written.toml, "posterior.toml");
  for (const ConfigParameter& parameter : posterior.parameters)
    if (parameter.path == "us.construction.lead_time") CHECK(parameter.text.find("lognormal") == 0);
  const auto is_own_pair = [](const Correlation& pair) {
    return pair.first == "us.channel.all.growth" && pair.second == "cn.channel.all.growth";
  };
  CHECK(std::ranges::any_of(posterior.correlations, is_own_pair));
}

}  // namespace racecast
