// Adaptive importance sampling: from the priors, by degrees, to the worlds that history allows.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "host/calibrate/proposal.hpp"
#include "host/calibrate/target.hpp"

namespace racecast {

/// What a posterior is weighed by. Searches go by the normal one, which is hardly noisy.
enum class LikelihoodKind {
  normal,  ///< Likelihood::log_normal()
  filter,  ///< Target::filter()
  mean     ///< Likelihood::log_mean()
};
inline constexpr const char* likelihood_names[] = {"normal", "filter", "mean"};

struct CalibrationOptions {
  LikelihoodKind likelihood = LikelihoodKind::normal;
  std::uint64_t stage_draws = 8192;       ///< of each stage of the search
  double wanted_size = 2000;              ///< effective draws of the posterior
  std::uint64_t most_draws = 1ull << 18;  ///< of the final sample
  int most_stages = 40;
  int settled_stages = 3;  ///< stages at the full likelihood before the proposal is kept
};

/// A stage of the search.
struct CalibrationStage {
  double temperature = 0;  ///< power of the likelihood that the next proposal is fitted to
  double effective = 0;    ///< Kish's size of all draws so far at that power
  std::size_t directions = 0;
  double distance = 0;  ///< length of the proposal's mean that this stage drew from
};

/// Draws of the final proposal with their weights. They are independent of the search, so what
/// holds of importance sampling holds of them.
struct Posterior {
  std::uint64_t first_draw = 0;
  std::vector<float> z;                ///< [draw][score]
  std::vector<double> weight;          ///< [draw], sum 1
  std::vector<double> log_likelihood;  ///< [draw]
  double effective = 0;                ///< Kish's size
  double pareto_shape = 0;             ///< of the weights; NaN: too few
  double log_evidence = 0;             ///< ln of the mean likelihood under the priors
  double evidence_error = 0;           ///< standard error of it
  std::vector<CalibrationStage> stages;
  NormalProposal proposal{0};

  std::size_t draws() const { return weight.size(); }
  /// Whether the weights can be trusted: the effective size wanted, and a tail that is not too
  /// heavy.
  bool is_reached(const CalibrationOptions& options) const;
};

/// How far a calibration is.
struct CalibrationProgress {
  std::size_t stage = 0;  ///< 0: the first; stages() once the final sample is drawn
  bool final_sample = false;
  double temperature = 0;
  std::uint64_t draws = 0;  ///< evaluated so far, of all stages
  double effective = 0;
};
using CalibrationControl = Control<const CalibrationProgress&>;

/// Draws worlds from a proposal, weighs them by likelihood^temperature against all proposals so far
/// (deterministic mixture weights: Cornuet, Marin, Mira and Robert 2012), raises the temperature as
/// far as the weights stay worth enough draws, fits the next proposal, and so on to 1. Then the
/// last proposal is kept and draws the posterior, twice as many until they are worth `wanted_size`
/// or `most_draws` are reached. The same for the same config, history and options, on any number of
/// threads and every instruction set. Throws Error(usage) where no draw of the priors can be
/// compared with the history at all, and what Target throws.
Posterior adapt(const Target& target, const CalibrationOptions& options,
                const CalibrationControl& control = {});

}  // namespace racecast
