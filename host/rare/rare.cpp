#include "host/rare/rare.hpp"

#include <algorithm>
#include <chrono>

#include "host/design/blocks.hpp"
#include "host/error.hpp"
#include "host/rare/weight.hpp"

namespace racecast {
namespace {

using Clock = std::chrono::steady_clock;

std::uint64_t stage_draws(const RareQuestion& question, std::uint64_t draws) {
  constexpr std::uint64_t fewest = 1024;
  const std::uint64_t wanted =
      question.pilot_draws > 0 ? question.pilot_draws : std::clamp(draws / 8, fewest, block_draws);
  return wanted + wanted % 2;
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
  result.pilot =
      search(config, engine, {question.threshold, question.outcome, stage_draws(question, draws)},
             control);
  const ProposedForecast proposed(config.forecast, result.pilot.proposal);
  const Weigher weigher(proposed.get(), result.pilot.proposal);
  const WeightedSample sample = run_weighted(
      engine, proposed.get(), draws, question.threshold, result.pilot.outcome,
      [&](std::uint64_t draw) { return weigher(draw); }, control);
  result.estimate = estimate_of(sample.run, config.forecast.paths_per_draw);
  result.digest = sample.run.digest();
  result.worlds = rare_worlds(config, proposed.get(), sample.events, result.pilot.outcome);
  result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return result;
}

}  // namespace racecast
