// A calibration as a config that any run takes.
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/posterior_priors.hpp"

namespace racecast {

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
