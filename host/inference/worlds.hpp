// What the worlds in which a nation is first have in common: their parameters against the prior.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// The standard normal scores of the parameters of the draws that a result keeps one by one.
struct WorldScores {
  std::size_t draws = 0;
  std::size_t priors = 0;
  std::vector<float> score;  ///< [prior][draw]

  const float* of(std::size_t prior) const { return score.data() + prior * draws; }
};

/// Of the draws [first_draw, first_draw + draws), on all threads of the machine.
WorldScores world_scores(const Forecast& forecast, std::uint64_t first_draw, std::uint64_t draws);

/// How often the United States is first in each of some draws.
struct WorldOdds {
  int paths = 0;  ///< of a draw
  std::size_t draws = 0;
  std::vector<std::uint32_t> us;  ///< [threshold][draw], paths in which the United States is first

  std::span<const std::uint32_t> of(int threshold) const {
    return std::span(us).subspan(static_cast<std::size_t>(threshold) * draws, draws);
  }
};

/// Of the draws that a result keeps one by one.
WorldOdds world_odds(const Result& result);

/// Some draws as a sample of worlds: what is known of each.
struct WorldSample {
  WorldScores scores;
  WorldOdds odds;
};

/// A parameter that is elsewhere in the worlds of a winner than in the prior.
struct ParameterShift {
  std::size_t prior = 0;  ///< place in Forecast::prior
  std::string path, unit;
  double shift = 0;  ///< mean score in those worlds - mean score of all kept draws
  double error = 0;  ///< standard error of it
  std::array<double, 3> conditional{};  ///< 5, 50 and 95 % in those worlds, in `unit`
  std::array<double, 3> prior_quantile{};
};

struct Worlds {
  Outcome winner = us_first;
  std::uint64_t draws = 0;             ///< looked at: those that the result keeps
  std::uint64_t worlds = 0;            ///< of them, those in which the winner has at least one path
  double effective = 0;                ///< (sum of weights)^2 / sum of squared weights (Kish 1965)
  std::size_t parameters = 0;          ///< looked at: as many chances to find one by chance
  std::size_t found = 0;               ///< whose shift is beyond chance
  std::vector<ParameterShift> shifts;  ///< the greatest of them, by |shift|, falling

  static constexpr double least_effective = 20;  ///< with fewer worlds, `shifts` is empty
  static constexpr double least_z = 3;           ///< |shift| > least_z * error
  static constexpr std::size_t most_shifts = 8;

  bool enough() const { return effective >= least_effective; }
};

/// What each of some draws weighs.
struct DrawWeights {
  std::vector<double> weight;  ///< [draw]
  double sum = 0;
};

/// Shift and error of a parameter, from its scores [draw].
using ShiftOf = ParameterShift (*)(const float* score, const DrawWeights& weights);

/// Of the shifts of all priors: how many are beyond chance, and the greatest of those, described by
/// their weighted quantiles over the draws of `scores`.
void keep_greatest(Worlds& worlds, ShiftOf shift_of, const Config& config,
                   const WorldScores& scores, const DrawWeights& weights);

/// A draw weighs as much as it has paths that end in `winner`, so that "those worlds" are those of
/// a random trajectory with this end. With the draws' weights w and scores z,
///
///     shift = sum w z / sum w - mean z,
///     error^2 = sum r^2 / (D (D - 1)),  r = w (z - sum w z / sum w) / mean w - (z - mean z)
///
/// the linearised error of a ratio over independent draws (Cochran, Sampling Techniques, 3rd ed.,
/// 1977, chapter 6). Quantiles are weighted quantiles of the scores, through the quantile function
/// of the prior.
Worlds worlds_of(const Result& result, const Config& config, const WorldScores& scores,
                 int threshold, Outcome winner);

}  // namespace racecast
