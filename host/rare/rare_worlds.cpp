#include "host/rare/rare_worlds.hpp"

#include <cmath>

#include "host/inference/effective_size.hpp"
#include "kernels/engine/draw_parameters.hpp"

namespace racecast {
namespace {

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

}  // namespace

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

}  // namespace racecast
