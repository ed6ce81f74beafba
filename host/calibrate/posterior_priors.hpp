// What a calibration says of each parameter, and of how they go together; the same as a config
// that any run takes.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "host/calibrate/adapt.hpp"
#include "host/config/config.hpp"

namespace racecast {

/// Probabilities at which posteriors are told and written, by their keys in a config.
inline constexpr double posterior_quantiles[] = {0.01, 0.025, 0.05, 0.1, 0.2,  0.3,   0.4, 0.5,
                                                 0.6,  0.7,   0.8,  0.9, 0.95, 0.975, 0.99};
inline constexpr std::size_t posterior_quantile_count = std::size(posterior_quantiles);

/// The posterior of one prior, in standard normal scores of the prior.
struct PosteriorPrior {
  const ConfigParameter* parameter = nullptr;
  double mean = 0, sd = 1;
  std::array<double, posterior_quantile_count> score{};  ///< at posterior_quantiles
  /// Share that prior and posterior have in common, of normal laws with these means and variances:
  /// 1: nothing was learned.
  double overlap = 1;
  double size = 0;  ///< effective draws behind it

  /// Whether more was learned than chance shows: the mean or the variance off by five standard
  /// errors, and an overlap below 0.97.
  bool is_changed() const;
  /// The score at a probability below or above those of posterior_quantiles: their line, as steep
  /// as the standard deviation.
  double outer_score(double probability) const;
};

struct PosteriorPriors {
  std::vector<PosteriorPrior> prior;  ///< in the order of Forecast::prior
  std::vector<double> correlation;    ///< [prior][prior], of normal scores of their weighted ranks

  double correlation_of(std::size_t a, std::size_t b) const {
    return correlation[a * prior.size() + b];
  }
};

PosteriorPriors posterior_priors(const Config& config, const Target& target,
                                 const Posterior& posterior);

struct PosteriorConfig {
  std::string toml;                  ///< needs no other file
  std::vector<std::string> changed;  ///< paths of the parameters with new priors
  std::vector<std::string> left;     ///< changed in score, but with too few values for quantiles
  std::size_t correlated = 0;        ///< pairs in its correlations
};

/// Every changed prior becomes the quantiles of its posterior, from 0.1 to 99.9 %: the prior's own
/// quantile function at the posterior's scores, so that bounds and heavy tails stay. Pairs whose
/// correlation is beyond five standard errors, and above 0.12, become correlations, the strongest
/// first, in sets of at most 64 parameters; those of the config are kept with their posterior
/// values. The copula is Gaussian, as in every config: what is not a Gaussian copula of the
/// posterior is lost. `note` says in every prior where it comes from.
PosteriorConfig posterior_config(const Config& config, const PosteriorPriors& posterior,
                                 const std::string& note);

}  // namespace racecast
