#include "host/rare/rare.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "host/design/blocks.hpp"
#include "host/error.hpp"
#include "host/inference/weights.hpp"
#include "host/rare/proposal.hpp"
#include "kernels/engine/draw_parameters.hpp"

namespace racecast {
namespace {

using Clock = std::chrono::steady_clock;

RareQuestion with_pilot_draws(RareQuestion question, std::uint64_t draws) {
  constexpr std::uint64_t fewest = 1024;
  if (question.pilot_draws == 0) question.pilot_draws = std::clamp(draws / 8, fewest, block_draws);
  question.pilot_draws += question.pilot_draws % 2;
  return question;
}

WorldScores scores_of(const Forecast& proposed, const std::vector<EventDraw>& events) {
  WorldScores scores{events.size(), static_cast<std::size_t>(proposed.prior_count), {}};
  scores.score.resize(scores.draws * scores.priors);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const DrawParameters world = draw_parameters(proposed, events[i].draw);
    for (std::size_t prior = 0; prior < scores.priors; ++prior)
      scores.score[prior * scores.draws + i] = world.scores[prior];
  }
  return scores;
}

ParameterShift shift_of(const float* score, const DrawWeights& weights) {
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < weights.weight.size(); ++i)
    sum += weights.weight[i] * static_cast<double>(score[i]);
  ParameterShift shift;
  shift.shift = sum / weights.sum;
  for (std::size_t i = 0; i < weights.weight.size(); ++i) {
    const double residual = weights.weight[i] * (static_cast<double>(score[i]) - shift.shift);
    squares += residual * residual;
  }
  shift.error = std::sqrt(squares) / weights.sum;
  return shift;
}

/// As worlds_of() (host/inference/worlds.hpp), with the mean score of all worlds known to be 0:
///
///     shift = sum a z / sum a,   error^2 = sum a^2 (z - shift)^2 / (sum a)^2.
Worlds rare_worlds(const Config& config, const Forecast& proposed,
                   const std::vector<EventDraw>& events, Outcome outcome) {
  Worlds worlds;
  worlds.winner = outcome;
  worlds.draws = worlds.worlds = events.size();
  worlds.parameters = static_cast<std::size_t>(proposed.prior_count);
  DrawWeights weights;
  for (const EventDraw& event : events) {
    weights.weight.push_back(event.weight);
    weights.sum += event.weight;
  }
  worlds.effective = effective_size(weights.weight);
  if (!worlds.enough()) return worlds;
  const WorldScores scores = scores_of(proposed, events);
  keep_greatest(worlds, shift_of, config, scores, weights);
  return worlds;
}

}  // namespace

std::uint64_t rare_draws(const Config& config) {
  const std::uint64_t draws =
      config.trajectories / static_cast<std::uint64_t>(config.forecast.paths_per_draw);
  return draws + draws % 2;
}

WeightedSample run_weighted(Engine& engine, const Forecast& proposed, std::uint64_t draws,
                            int threshold, Outcome outcome, const WeightOf& weight,
                            const ForecastControl& control) {
  WeightedSample sample;
  const auto add_block = [&](const DrawOutcomes& rows) {
    for (std::uint64_t row = 0; row < rows.draws(); ++row) {
      const std::uint64_t draw = rows.first_draw + row, w = weight(draw);
      const std::uint32_t paths = rows.at(row, threshold, outcome);
      sample.run.add(draw, w, paths);
      if (paths > 0 && sample.events.size() < WeightedSample::most_events)
        sample.events.push_back(
            {draw, static_cast<double>(w) / static_cast<double>(unit_weight) * paths});
    }
  };
  run_blocks(engine, proposed, draws, add_block, control);
  return sample;
}

RareResult measure_rare(const Config& config, Engine& engine, const RareQuestion& question,
                        const ForecastControl& control) {
  const auto begin = Clock::now();
  const std::uint64_t draws = rare_draws(config);
  if (draws == 0 ||
      draws > max_trajectories / static_cast<std::uint64_t>(config.forecast.paths_per_draw))
    throw Error(ErrorKind::usage,
                "the trajectories are none or more than 2^40; ask for others with --trajectories");
  RareResult result;
  result.threshold = question.threshold;
  result.device = engine.device();
  result.pilot = search(config, engine, with_pilot_draws(question, draws), control);
  const OwnForecast proposed = proposed_forecast(config.forecast, result.pilot.proposal);
  const Weigher weigher(proposed.forecast, result.pilot.proposal);
  const WeightedSample sample = run_weighted(
      engine, proposed.forecast, draws, question.threshold, result.pilot.outcome,
      [&](std::uint64_t draw) { return weigher(draw); }, control);
  result.estimate = estimate_of(sample.run, config.forecast.paths_per_draw);
  result.digest = sample.run.digest();
  result.worlds = rare_worlds(config, proposed.forecast, sample.events, result.pilot.outcome);
  result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return result;
}

}  // namespace racecast
