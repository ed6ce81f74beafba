// The scores of a hindcast, by series and horizon.
#pragma once

#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/hindcast/hindcast.hpp"

namespace racecast {

/// A rule's mean CRPS.
struct NaiveMean {
  std::size_t rule = 0;
  double crps = 0;
};

/// Means over the figures of a series that lie so many years ahead.
struct ScoreRow {
  std::size_t series = 0;
  int years_ahead = 0;  ///< 0: all
  std::size_t count = 0;
  std::array<std::size_t, interval_shares.size()> within{};  ///< central intervals
  ForecastScore mean;
  std::vector<NaiveMean> naive;  ///< rules that say something of every figure

  /// That with the least CRPS in hindsight; none: the past has too few figures for any.
  const NaiveMean* best_naive() const;
};

/// A rule against the model, where the rule says something: means over series of their means.
struct NaiveTotal {
  std::size_t series = 0;
  double crps = 0, model = 0;
};

/// All series that are no repeats: intervals over their figures, scores over the series, so that
/// one that is counted four times a year weighs no more.
struct ScoreTotal {
  std::size_t series = 0, count = 0;
  std::array<std::size_t, interval_shares.size()> within{};
  std::array<std::size_t, 5> pit{};  ///< figures in each fifth
  ForecastScore mean;
  std::array<NaiveTotal, naive_count> naive;
  std::size_t compared = 0;   ///< series with a rule
  std::size_t better = 0;     ///< series where the model's CRPS is below that of the best rule
  double best_naive = 0;      ///< mean of the best rule's of each series
  double model_compared = 0;  ///< the model's mean on the same series

  /// 95 % interval of the share of figures in a central interval if they were independent: exact
  /// binomial (Clopper and Pearson 1934). They are not, so it is too narrow.
  double low(std::size_t interval) const;
  double high(std::size_t interval) const;
};

struct HindcastScores {
  std::vector<ScoreRow> series;    ///< all horizons
  std::vector<ScoreRow> horizons;  ///< by series, then years ahead
  ScoreTotal total;
};

HindcastScores hindcast_scores(const Hindcast& hindcast);

Answer hindcast_answer(const Hindcast& hindcast);

/// The same with every digit, and every figure.
Data hindcast_data(const Hindcast& hindcast);

}  // namespace racecast
