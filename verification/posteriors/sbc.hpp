// Simulation-based calibration (Talts et al. 2018): whether posteriors are as wide as they say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/calibrate/adapt.hpp"
#include "verification/findings.hpp"

namespace racecast::verification {

struct SbcQuestion {
  std::uint64_t simulations = 1000;
  std::uint64_t seed = 1;
  /// Planted bug: the calibration believes in errors of observation that are so many times the true
  /// ones.
  double believed_errors = 1;
  LikelihoodKind likelihood = LikelihoodKind::normal;
  int threads = 0;
};

/// Of one calibrated parameter.
struct SbcParameter {
  std::string path;
  std::vector<std::uint32_t> rank_count;  ///< [rank 0 ... draws], of simulations
  double least_tail = 1;  ///< smallest two-sided binomial tail of its empirical distribution
  bool inside = true;     ///< of the simultaneous band
};

struct SbcResult {
  std::vector<SbcParameter> parameter;
  double limit = 0;  ///< of least_tail: simultaneous 99.9 % band
  double mean_effective = 0;
  std::uint64_t reached = 0;  ///< simulations whose calibration reached what it wanted
  double seconds = 0;
};
inline constexpr std::uint32_t sbc_draws = 99;  ///< of each posterior that a truth is ranked among
inline constexpr double sbc_band = 0.999;

/// For each simulation a world of the priors of small_config(), a history of one of its paths, and
/// the rank of the world's parameters among draws of the posterior. With right posteriors all ranks
/// are equally likely. The band of their empirical distribution is simultaneous over all ranks
/// (Säilynoja, Bürkner and Vehtari 2022, by simulation of 20,000 uniform samples).
SbcResult simulate_calibrations(const SbcQuestion& question);
/// Its ranks as a Markdown table; wrong: the parameters beyond the band.
Findings sbc_table(const SbcQuestion& question);

/// The smallest two-sided binomial tail, over the ranks, of the empirical distribution.
double least_tail(const std::vector<std::uint32_t>& rank_count);
/// What the least tail of `simulations` uniform ranks undercuts with a probability of 1 - sbc_band.
double least_tail_limit(std::uint64_t simulations);

}  // namespace racecast::verification
