#include "host/inference/worlds.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "host/config/config.hpp"
#include "host/inference/parallel.hpp"
#include "host/inference/weights.hpp"
#include "kernels/engine/draw_parameters.hpp"

namespace racecast {
namespace {

/// Of one parameter, without its names and quantiles.
ParameterShift shift_of(const float* score, const DrawWeights& weights) {
  const std::size_t draws = weights.weight.size();
  double weighted = 0, all = 0;
  for (std::size_t i = 0; i < draws; ++i) {
    weighted += weights.weight[i] * static_cast<double>(score[i]);
    all += static_cast<double>(score[i]);
  }
  const double count = static_cast<double>(draws);
  const double there = weighted / weights.sum, everywhere = all / count;
  double squares = 0;
  for (std::size_t i = 0; i < draws; ++i) {
    const double z = static_cast<double>(score[i]);
    const double residual =
        weights.weight[i] * (z - there) * count / weights.sum - (z - everywhere);
    squares += residual * residual;
  }
  ParameterShift shift;
  shift.shift = there - everywhere;
  shift.error = std::sqrt(squares / (count * (count - 1)));
  return shift;
}

/// The scores with 5, 50 and 95 % of the weight at or below them.
std::array<double, 3> weighted_quantiles(const float* score, const DrawWeights& weights) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < weights.weight.size(); ++i)
    if (weights.weight[i] > 0) order.push_back(i);
  std::sort(order.begin(), order.end(),
            [score](std::size_t a, std::size_t b) { return score[a] < score[b]; });
  constexpr double levels[] = {0.05, 0.5, 0.95};
  std::array<double, 3> quantiles{};
  double seen = 0;
  std::size_t level = 0;
  for (const std::size_t i : order) {
    seen += weights.weight[i];
    while (level < 3 && seen >= levels[level] * weights.sum)
      quantiles[level++] = static_cast<double>(score[i]);
  }
  return quantiles;
}

}  // namespace

WorldScores world_scores(const Forecast& forecast, std::uint64_t first_draw, std::uint64_t draws) {
  WorldScores scores{
      static_cast<std::size_t>(draws), static_cast<std::size_t>(forecast.prior_count), {}};
  scores.score.resize(scores.draws * scores.priors);
  constexpr std::size_t piece = 256;  // draws that a thread takes at a time
  for_each_in_parallel((scores.draws + piece - 1) / piece, 0, [&](std::size_t at) {
    for (std::size_t i = at * piece; i < std::min(scores.draws, (at + 1) * piece); ++i) {
      const DrawParameters world = draw_parameters(forecast, first_draw + i);
      for (std::size_t prior = 0; prior < scores.priors; ++prior)
        scores.score[prior * scores.draws + i] = world.scores[prior];
    }
  });
  return scores;
}

WorldOdds world_odds(const Result& result) {
  const DrawOutcomes& rows = result.draw_outcomes;
  WorldOdds odds{result.layout.paths_per_draw, static_cast<std::size_t>(rows.draws()), {}};
  odds.us.reserve(odds.draws * static_cast<std::size_t>(rows.thresholds));
  for (int threshold = 0; threshold < rows.thresholds; ++threshold)
    for (std::uint64_t draw = 0; draw < rows.draws(); ++draw)
      odds.us.push_back(rows.at(draw, threshold, us_first));
  return odds;
}

void keep_greatest(Worlds& worlds, ShiftOf shift_of, const Config& config,
                   const WorldScores& scores, const DrawWeights& weights) {
  std::vector<ParameterShift> shifts;
  for (std::size_t prior = 0; prior < scores.priors; ++prior) {
    shifts.push_back(shift_of(scores.of(prior), weights));
    shifts.back().prior = prior;
  }
  std::erase_if(shifts, [](const ParameterShift& each) {
    return std::abs(each.shift) <= Worlds::least_z * each.error;
  });
  std::ranges::stable_sort(shifts, std::greater(),
                           [](const ParameterShift& each) { return std::abs(each.shift); });
  worlds.found = shifts.size();
  if (shifts.size() > Worlds::most_shifts) shifts.resize(Worlds::most_shifts);
  for (ParameterShift& shift : shifts) {
    const ConfigParameter& parameter = parameter_of_prior(config, shift.prior);
    shift.path = parameter.path;
    shift.unit = parameter.unit;
    constexpr double score_of_95 = 1.6448536269514722, prior[] = {-score_of_95, 0, score_of_95};
    const std::array<double, 3> there = weighted_quantiles(scores.of(shift.prior), weights);
    for (std::size_t i = 0; i < 3; ++i) {
      shift.prior_quantile[i] = parameter.quantile(prior[i]);
      shift.conditional[i] = parameter.quantile(there[i]);
    }
  }
  worlds.shifts = std::move(shifts);
}

Worlds worlds_of(const Result& result, const Config& config, const WorldScores& scores,
                 int threshold, Outcome winner) {
  const DrawOutcomes& rows = result.draw_outcomes;
  DrawWeights weights;
  for (std::uint64_t row = 0; row < rows.draws(); ++row) {
    weights.weight.push_back(rows.at(row, threshold, winner));
    weights.sum += weights.weight.back();
  }
  Worlds worlds;
  worlds.winner = winner;
  worlds.draws = weights.weight.size();
  worlds.parameters = scores.priors;
  for (const double weight : weights.weight) worlds.worlds += weight > 0;
  worlds.effective = effective_size(weights.weight);
  if (!worlds.enough()) return worlds;
  keep_greatest(worlds, shift_of, config, scores, weights);
  return worlds;
}

}  // namespace racecast
