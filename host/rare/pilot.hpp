// The search for worlds with a rare outcome, before it is measured; and what it has met of the
// outcome, in all its stages together, and where that points to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "host/forecast/run.hpp"
#include "host/inference/probability.hpp"
#include "host/rare/proposal.hpp"

namespace racecast {

/// The random numbers of stage s of a pilot are those of replicate pilot_replicate + s; a run's are
/// of replicate 0. So what is found does not depend on what is then measured with.
inline constexpr std::uint32_t pilot_replicate = 0x80000000u;

struct RareQuestion {
  int threshold = 0;
  int outcome = -1;               ///< enum Outcome; -1: the rarer of us_first and cn_first
  std::uint64_t pilot_draws = 0;  ///< of each stage; 0: an eighth of the draws, 1024 to 32768
};

/// What a stage of the search ran and saw.
struct PilotStage {
  enum class Kind { plain, widened, shifted } kind = Kind::plain;
  double scale = 1;   ///< of the scores of its odd draws
  double length = 0;  ///< of their shift
  std::uint64_t draws = 0;
  std::uint64_t event_draws = 0;
  double effective = 0;  ///< Kish's number of draws with the outcome, with those of stages before
};
inline constexpr const char* pilot_stage_names[] = {"plain", "widened", "shifted"};

struct Pilot {
  Outcome outcome = us_first;
  Proposal proposal;    ///< plain where no shift is worth it
  bool common = false;  ///< the first stage knows enough: nothing was searched for
  bool seen = false;    ///< at least one draw of any stage had the outcome
  Probability plain;    ///< from the first stage, which samples the priors
  std::vector<PilotStage> stages;
};

/// Stages of draws of the priors, as long as enough of them may show a direction; else stages whose
/// odd draws have their scores widened, by 1.5, 2, 3 or 4. From the first direction on, stages of
/// shifted draws better the shift (PilotSample), and the one with the least mean square wins.
/// `question.pilot_draws` is even, and not 0.
Pilot search(const Config& config, Engine& engine, const RareQuestion& question,
             const ForecastControl& control = {});

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
