// How likely what was observed is in a world: the mean over its paths.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

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

  std::size_t observations() const { return observed_.size(); }
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
    double shared_gain;  ///< k
    double constant;
  };
  std::vector<double> error_covariance() const;

  std::vector<double> observed_, weight_;
  std::vector<double> shared_;  ///< variance of the shared error, of each group
  std::vector<Group> groups_;
};

}  // namespace racecast
