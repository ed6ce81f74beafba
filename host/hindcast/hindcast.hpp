// A forecast from a past start, and what came: scores of every figure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/config/config.hpp"
#include "host/hindcast/naive.hpp"
#include "host/hindcast/normal_mixture.hpp"
#include "host/history/history.hpp"

namespace racecast {

/// Shares of the central intervals that are looked at.
inline constexpr std::array<double, 3> interval_shares = {0.5, 0.8, 0.95};
/// Of these, the ends; and the median.
inline constexpr std::array<double, 7> hindcast_quantiles = {0.025, 0.1, 0.25, 0.5,
                                                             0.75,  0.9, 0.975};

/// A figure, and what was said of it.
struct HindcastPoint {
  std::size_t series = 0;  ///< place in Hindcast::series
  YearMonth date;
  int month = 0;
  double log_observed = 0;  ///< in the unit of the series; growth where it is compared
  std::array<double, hindcast_quantiles.size()> quantile{};  ///< of ln, rising
  ForecastScore score;
  std::array<std::optional<double>, naive_count> naive{};  ///< CRPS, by NaiveRule

  int years_ahead() const { return (month + 11) / 12; }
  /// Whether it lies in the central interval of `share`.
  bool within(double share) const {
    return score.pit >= 0.5 - share / 2 && score.pit <= 0.5 + share / 2;
  }
};

struct Hindcast {
  std::string name;  ///< of the config
  YearMonth start;
  std::uint64_t draws = 0;
  int paths_per_draw = 0;
  std::uint64_t seed = 0;
  std::vector<Series> series;
  std::vector<std::size_t> past;  ///< [series] figures before the start
  std::vector<HindcastPoint> points;
  std::vector<std::string> notices;
};

/// What a hindcast keeps at most, in bytes.
inline constexpr std::uint64_t max_hindcast_bytes = std::uint64_t{4} << 30;

/// Runs the first `draws` draws of the forecast up to the last figure and scores each figure
/// against the mixture of all paths, blurred by the errors of its series and its own. Throws
/// Error(config) where there is nothing to score, Error(usage) where it would take more than
/// max_hindcast_bytes, and Error(interrupted) where it was stopped.
Hindcast score_hindcast(const Config& config, const ObservedHistory& observed, std::uint64_t draws,
                        const CpuOptions& options = {}, StopToken stop = {});

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
