// Worlds given by their scores, and how likely history is in each.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "host/calibrate/likelihood.hpp"
#include "host/config/config.hpp"
#include "host/design/tabled_forecast.hpp"
#include "host/history/history.hpp"

namespace racecast {

/// The random numbers of a calibration are those of these replicates, a run's are of replicate 0.
inline constexpr std::uint32_t calibration_replicate = 0x40000000u;
inline constexpr std::uint32_t check_replicate = 0x40000001u;  ///< of predictive checks

/// What paths say of some worlds.
struct WorldStatistics {
  std::vector<double> log_likelihood;  ///< [world], Likelihood::log_mean()
  std::vector<double> log_normal;      ///< [world], Likelihood::log_normal()
  std::vector<double> mean;            ///< [world][observation], of its paths' predictions
  std::vector<double> spread;          ///< [world][observation], their standard deviation
};

/// What the calibration of a config to a history evaluates. Both must outlive it.
class Target {
 public:
  Target(const Config& config, const History& history, int paths_per_draw,
         const CpuOptions& options, std::uint32_t replicate = calibration_replicate);

  /// Scores of a world: of the own streams of the config's priors.
  std::size_t width() const { return tabled_.width(); }
  int paths_per_draw() const { return forecast_.paths_per_draw; }
  const History& history() const { return history_; }
  /// Scores of the priors of one world after the other, [draw][prior]: of correlated ones the sum
  /// of their parts.
  std::vector<float> prior_scores(std::span<const float> z) const;

  /// Standard normal scores of the draws from `first` on, [draw][score]: a sample of the priors.
  std::vector<float> standard_scores(std::uint64_t first, std::uint64_t draws) const;

  /// The worlds `z`, each evaluated by paths with the numbers first, first + 1, ...: numbers that
  /// are used once only give independent estimates of likelihoods. Throws Error(interrupted) where
  /// it was stopped, Error(runtime) where the processor fails.
  WorldStatistics evaluate(std::span<const float> z, std::uint64_t first,
                           const RunControl& control = {}) const;

  /// ln of the likelihoods of the same worlds by a particle filter over their paths.
  std::vector<double> filter(std::span<const float> z, std::uint64_t first,
                             const RunControl& control = {}) const;

  /// ln of the model's numbers for every observation and path, of one world of `z` after the other:
  /// `visit(row, predictions)` with predictions [observation][path]; on several threads at once.
  using Visit = std::function<void(std::size_t row, std::span<const double> predicted)>;
  void predict(std::span<const float> z, std::uint64_t first, const Visit& visit,
               const RunControl& control = {}) const;

 private:
  const History& history_;
  std::vector<Observable> observables_;
  CpuOptions options_;
  Forecast forecast_;
  TabledForecast tabled_;
  Likelihood likelihood_;
};

}  // namespace racecast
