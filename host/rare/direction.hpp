// The cross-entropy step: where the scores of worlds with the outcome are, on average.
#pragma once

#include <cstdint>
#include <vector>

#include "host/rare/proposal.hpp"

namespace racecast {

/// A draw with the outcome.
struct EventDraw {
  std::uint64_t draw = 0;
  double weight = 0;  ///< its weight as a sample of the priors, times the paths with the outcome
};

/// Kish's effective number of such draws.
double effective_size(const std::vector<EventDraw>& events);

/// A shift is kept where it is farther from 0 than this many standard errors: many parameters have
/// none, and the noise of each would cost weight.
inline constexpr double least_shift_errors = 3;
/// The length of a shift is at most this: a normal tail of 1e-11.
inline constexpr double longest_shift = 7;

/// For normal scores the proposal of the family N(shift, 1) that is closest to the law of worlds
/// with the outcome has its mean (cross-entropy method: Rubinstein and Kroese, 2004, chapter 3):
///
///     shift_j = sum a z_j / sum a,   error_j^2 = sum a^2 (z_j - shift_j)^2 / (sum a)^2
///
/// over draws of weights a. Where these weights are as good as fewer than `least_effective` draws,
/// their square roots (of their square roots ...) stand for them. Shifts are rounded to 2^-6.
Proposal direction_of(const Forecast& proposed, std::vector<EventDraw> events,
                      double least_effective);

}  // namespace racecast
