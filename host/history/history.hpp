// What is known of the past, in terms of the model: series of observations, what each measures and
// how well; and how it is read from a file of figures.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "kernels/engine/observables.hpp"

namespace racecast {

/// A series of observations. ln(observed) = ln(coverage) + ln(the model's number) + an error that
/// all observations of the series share + an error of each; both normal.
struct Series {
  std::string name;  ///< as in the data file
  int nation = 0;
  std::string unit;           ///< of the model's number: "H100e", "USD_bn" of 2024, "FLOP"
  std::string description;    ///< what was counted
  std::string source;         ///< where the figures come from
  double coverage = 1;        ///< median of observed / the model's number
  double coverage_error = 0;  ///< standard deviation of the shared error, in ln
  bool repeats = false;       ///< another series here counts the same: no evidence of its own
};

/// One observation of a forecast's months.
struct Observation {
  std::size_t series = 0;  ///< place in History::series
  YearMonth date;
  int month = 0;  ///< of the forecast, its last where it spans several; at least 1
  Observable observable;
  std::optional<Observable> base;  ///< growth is observed: the number is observable / base
  double known = 0;      ///< of a cumulative count, what had been counted by month 0: added to it
  double log_value = 0;  ///< ln of what was observed, in the unit of the series; or of the growth
  double error = 0;      ///< standard deviation of its own error, in ln
};

/// What a forecast can be compared with: observations of its months, ordered by series, then date.
struct History {
  std::vector<Series> series;
  std::vector<Observation> observations;

  /// The observables that observations need, each once.
  std::vector<Observable> observables() const;
};

/// ln of the model's number, coverage included, for every observation of every path of some draws.
class Predictions {
 public:
  /// `rows` must be of `history.observables()`.
  Predictions(const History& history, const ObservableRows& rows);
  /// [observation] to [path] of a draw.
  void of(std::uint64_t draw, std::size_t observation, std::span<double> to) const;
  std::size_t paths() const { return rows_.paths; }

 private:
  const History& history_;
  const ObservableRows& rows_;
  std::vector<std::size_t> place_, base_;  ///< [observation] of its observables in the rows
};

/// A figure from before the start, for what is said without a model.
struct PastFigure {
  int month = 0;         ///< of the forecast, at most 0
  double log_value = 0;  ///< as Observation::log_value of the same series
};

struct ObservedHistory {
  History history;
  std::vector<std::vector<PastFigure>> past;  ///< [series of the history], rising in time
  std::vector<std::string> notices;           ///< what was left out, and why, a sentence each
};

/// The figures of `data_file` in the months of the forecast of `config`, up to `until` where it is
/// given. `series_file` "": series.toml beside the data. A series is left out, with a notice, where
/// the config has no such channel, where a count or a growth needs a figure at the month before the
/// start and has none, and, without one, where no figure lies in the months. A figure whose span
/// begins before the start and ends after it is left out as well. Throws ConfigError with every
/// mistake of either file, and Error(file) where one cannot be read.
ObservedHistory read_history(const std::string& data_file, const std::string& series_file,
                             const Config& config, std::optional<YearMonth> until = {});

}  // namespace racecast
