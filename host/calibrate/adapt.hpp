// Adaptive importance sampling: from the priors, by degrees, to the worlds that history allows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "host/calibrate/target.hpp"

namespace racecast {

/// Of vectors of one length.
double dot(const std::vector<double>& a, const std::vector<double>& b);

/// N(mean, I + V (L - I) V^T): standard normal but for the mean and for the variances L along a few
/// orthonormal directions V. Of every `plain_one_in` draws one is of the priors, N(0, I), so that
/// no weight of a draw of the priors can exceed that number (a defensive mixture: Hesterberg 1995).
class NormalProposal {
 public:
  static constexpr std::uint64_t plain_one_in = 10;

  /// The priors themselves.
  explicit NormalProposal(std::size_t size) : mean_(size, 0.0), priors_(true) {}
  NormalProposal(std::vector<double> mean, std::vector<double> variance,
                 std::vector<std::vector<double>> direction);

  /// The closest of this family to weighted draws `z` ([draw][score], `weight` [draw]) that differs
  /// from the priors along the orthonormal directions `basis` only. Of the variances, what draws of
  /// the priors show by chance is not believed (Marchenko and Pastur 1967), and the others are
  /// moved towards 1 by what a sample of that size overstates (Donoho, Gavish and Johnstone 2018).
  /// All are then widened by a tenth, so that tails are covered.
  static NormalProposal fitted(std::span<const float> z, std::span<const double> weight,
                               std::size_t size, const std::vector<std::vector<double>>& basis);

  bool is_priors() const { return priors_; }
  const std::vector<double>& mean() const { return mean_; }
  static bool is_plain(std::uint64_t draw) { return draw % plain_one_in == 0; }
  std::size_t directions() const { return variance_.size(); }
  /// Length of the mean, standard deviations of the priors.
  double distance() const;

  /// Turns standard normal numbers into a draw; `draw` decides whether it is of the priors.
  void place(std::uint64_t draw, std::span<float> z) const;
  /// ln of the density of the mixture over that of the priors.
  double log_ratio(std::span<const float> z) const;

 private:
  std::vector<double> mean_, variance_;
  std::vector<std::vector<double>> direction_;
  double half_log_determinant_ = 0;
  bool priors_ = false;
};

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
