// What a pilot has met of a rare outcome, in all its stages together, and where that points to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "host/rare/proposal.hpp"

namespace racecast {

/// A shift is kept where it is farther from 0 than this many standard errors: many parameters have
/// none, and the noise of each would cost weight.
inline constexpr double least_shift_errors = 3;
/// The length of a shift is at most this: a normal tail of 1e-11.
inline constexpr double longest_shift = 7;

/// `factor` times as long, at most longest_shift, rounded to 2^-6.
Proposal scaled(const Proposal& proposal, double factor);

/// Draws of the priors and of shifts of them, of which those with the outcome are kept. A draw z
/// weighs as one of the mixture that all stages make together (adaptive multiple importance
/// sampling: Cornuet, Marin, Mira and Robert 2012): with n_c draws of shift c (0 for those of the
/// priors), n of all,
///
///     w = n / sum over c of n_c e^(L_c),   L_c = shift_c . z - |shift_c|^2 / 2.
class PilotSample {
 public:
  /// `streams`: of the own scores, in their order in every z.
  explicit PilotSample(std::vector<std::uint32_t> streams) : streams_(std::move(streams)) {}

  /// Says that so many draws come, every other of them shifted.
  void add_stage(const Proposal& proposal, std::uint64_t draws);
  /// A draw with the outcome in `paths` of its paths.
  void add_event(std::uint32_t paths, std::vector<float> z);

  std::size_t events() const { return paths_.size(); }
  /// Kish's size of w times paths.
  double effective() const;

  /// For normal scores the proposal of the family N(shift, 1) that is closest to the law of worlds
  /// with the outcome has its mean (cross-entropy method: Rubinstein and Kroese, 2004, chapter 3):
  ///
  ///     shift_j = sum a z_j / sum a,   error_j^2 = sum a^2 (z_j - shift_j)^2 / (sum a)^2
  ///
  /// with a = w k, k the paths with the outcome. Where these weights are as good as fewer than
  /// `least_effective` draws, their square roots (of their square roots ...) stand for them.
  Proposal direction(double least_effective) const;

  /// What the mean square of an estimate from draws of `proposal` would be, up to a factor that is
  /// the same for all: sum over events of w k^2 / (1/2 + e^L / 2).
  double mean_square(const Proposal& proposal) const;

 private:
  struct Component {
    double draws = 0, half_square = 0;
    std::vector<std::pair<std::size_t, double>> shifts;  // place in z, shift
  };
  Component component_of(const Proposal& proposal) const;
  static double log_ratio(const Component& component, std::span<const float> z);
  std::vector<double> weights() const;

  std::vector<std::uint32_t> streams_;
  double draws_ = 0, plain_draws_ = 0;
  std::vector<Component> components_;
  std::vector<double> paths_;
  std::vector<std::vector<float>> z_;
};

}  // namespace racecast
