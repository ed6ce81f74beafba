// Worlds given by their scores, and how likely history is in each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "host/config/config.hpp"
#include "host/design/tabled_forecast.hpp"
#include "host/history/history.hpp"

namespace racecast {

/// With r_i = ln observed - ln predicted for the observations i of a series, whose errors have a
/// part c ~ N(0, s_c^2) in common and a part e_i ~ N(0, s_i^2) of their own,
///
///     ln p = -1/2 (sum w r^2 - k (sum w r)^2 + sum ln(2 pi s_i^2) + ln(1 + s_c^2 sum w)),
///     w_i = 1 / s_i^2,   k = s_c^2 / (1 + s_c^2 sum w)
///
/// (the density of a normal vector of covariance s_c^2 1 1^T + diag s_i^2; Sherman and Morrison
/// 1950). Series are independent given a path.
class Likelihood {
 public:
  /// Throws std::invalid_argument where an observation has no error of its own: a path never meets
  /// it exactly.
  explicit Likelihood(const History& history);

  /// ln of the mean over the paths of their likelihoods: an unbiased estimate of the likelihood of
  /// the world (Andrieu and Roberts, The pseudo-marginal approach, 2009). `predicted` is
  /// [observation][path]. -infinity where no path can be compared.
  double log_mean(std::span<const double> predicted, std::size_t paths) const;

  /// ln of the density of what was observed, with the predictions of the paths taken for normal, of
  /// their mean and covariance (the synthetic likelihood of Wood 2010; Price, Drovandi, Lee and
  /// Nott 2018): hardly noisy where log_mean() hangs on the few paths that come near, and off where
  /// paths are not normal. It guides every search; LikelihoodKind says what weighs the posterior.
  double log_normal(std::span<const double> predicted, std::size_t paths) const;

 private:
  struct Group {
    std::size_t first, end;
    double shared;       ///< variance of the shared error
    double shared_gain;  ///< k
    double constant;
  };
  std::vector<double> error_covariance() const;

  std::vector<double> observed_, weight_;
  std::vector<Group> groups_;
};

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

/// Least squares of every observation's prediction on the scores of the worlds,
/// [observation][score]: how much it moves for one standard deviation of each prior, around where
/// the worlds are. A history of n observations can tell of n such directions and no other, as far
/// as predictions are linear. `picked` are the worlds of `z` to use. Divided by the standard
/// deviation of what is observed given a world: paths and errors.
std::vector<std::vector<double>> scaled_slopes(const Target& target, std::span<const float> z,
                                               const WorldStatistics& seen,
                                               std::span<const std::size_t> picked);

/// An orthonormal basis of what `rows` span, strongest first; what is weaker than `least`, the
/// length of a row along it, is left out.
std::vector<std::vector<double>> orthonormal_basis(const std::vector<std::vector<double>>& rows,
                                                   double least);

}  // namespace racecast
