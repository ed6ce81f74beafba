// What a draw of a proposal weighs, as an exact fixed-point number.
#pragma once

#include <cstdint>
#include <vector>

#include "host/rare/proposal.hpp"
#include "kernels/model/forecast.hpp"

namespace racecast {

/// A weight is a whole number of 2^-60.
inline constexpr int weight_bits = 60;
inline constexpr std::uint64_t unit_weight = std::uint64_t{1} << weight_bits;

/// e^x with the same bits on every machine, for x in [-700, 700] (others are taken there); within
/// 2 ulp of the true value. No library's exp, since libraries differ.
double exact_exp(double x);

/// Half of the draws of a proposal are shifted, half are not, so that its density of the own scores
/// z is that of the priors times (1 + e^L) / 2, L = shift . z - |shift|^2 / 2. A draw of either
/// half weighs the inverse (the balance heuristic, Veach and Guibas 1995):
///
///     w = 1 / (1/2 + e^L / 2) <= 2.
///
/// Bounded weights are what the half of the priors is for: however wrong the shift, the variance is
/// at most twice that of plain sampling (Hesterberg 1995; Owen and Zhou 2000).
class Weigher {
 public:
  /// `proposed` must outlive it and be made with `proposal`, of scale 1.
  Weigher(const Forecast& proposed, const Proposal& proposal);

  /// L of a draw.
  double log_ratio(std::uint64_t draw) const;
  /// w of a draw, rounded to a whole number of 2^-60.
  std::uint64_t operator()(std::uint64_t draw) const;

 private:
  const Forecast& forecast_;
  std::vector<ScorePart> shifted_;
  double half_square_;
};

/// The same of an L.
std::uint64_t weight_of(double log_ratio);

}  // namespace racecast
