// A calibration: a config, a history, and what the one makes of the other.
#pragma once

#include <cstdint>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/calibrate/adapt.hpp"
#include "host/calibrate/posterior_priors.hpp"

namespace racecast {

/// What is foretold of one observation: ln of the number, errors of observing it included.
struct Foretold {
  double low = 0, median = 0, high = 0;  ///< 5, 50 and 95 %
  double place = 0.5;                    ///< share of it below what was observed (PIT)

  /// Chance of something as far out or farther.
  double tail() const { return 2 * (place < 0.5 ? place : 1 - place); }
};

struct PredictiveCheck {
  std::vector<Foretold> prior, posterior;  ///< [observation]

  /// Something is seen less often than this where all is well: then data and worlds contradict each
  /// other.
  static constexpr double contradiction = 0.01;
};

/// From `worlds` draws of the priors, and as many of the posterior, picked by their weights
/// (systematic resampling), with paths of their own. `target` is of check_replicate.
PredictiveCheck check_predictions(const Target& target, const Posterior& posterior,
                                  std::uint64_t worlds, const RunControl& control = {});

struct CalibrationQuestion {
  CalibrationOptions sampling;
  int paths_per_draw = 256;
  std::uint64_t check_worlds = 2048;  ///< of the predictive checks
  bool all_dates = false;             ///< use every date, not one a year
  CpuOptions cpu;
};

/// What a calibration uses of a history: no series that repeats another, and of each series the
/// last figure of a calendar year. More of them say little more of the parameters, but a path must
/// meet them all by chance, and the likelihood of a world would be carried by fewer and fewer
/// paths.
History evidence_of(const History& history, bool all_dates = false);

struct Calibration {
  CalibrationQuestion question;
  History history;  ///< what was used: evidence_of() what was given
  Posterior posterior;
  PosteriorPriors priors;  ///< points into the config that was calibrated
  PredictiveCheck check;
  PosteriorConfig written;
  std::uint64_t evaluated = 0;  ///< worlds whose likelihood was estimated
  double seconds = 0;

  bool is_reached() const { return posterior.is_reached(question.sampling); }
  /// Observations that the priors, or the posterior, would see less often than
  /// PredictiveCheck::contradiction.
  std::vector<std::size_t> against_priors() const, against_posterior() const;
};

/// Bytes that a calibration holds at least, mostly scores: those of the posterior's worlds twice,
/// and those of a search of ten stages. (0.69e9 for all defaults at the start of 2023, where the
/// process took 0.92e9.)
double least_bytes(const Config& config, const CalibrationOptions& sampling);

/// Conditions the priors of `config` on `history`. `config` must outlive the result. Throws
/// Error(usage) where there is no prior or no observation to work with, and what adapt() throws.
Calibration calibrate(const Config& config, const History& history,
                      const CalibrationQuestion& question, const CalibrationControl& control = {});

Answer calibration_answer(const Config& config, const Calibration& found);

/// Everything of the text and more, numbers in full; docs/calibrate.md says what each is.
Data calibration_data(const Config& config, const Calibration& found);

}  // namespace racecast
