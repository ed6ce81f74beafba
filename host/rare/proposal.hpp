// Where draws are taken from so that a rare outcome is met often (shifted scores), and what each
// weighs, as an exact fixed-point number.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/model/forecast_tables.hpp"

namespace racecast {

/// By how much shifted draws move the own score of a parameter, in standard deviations of its
/// prior.
struct ScoreShift {
  std::uint32_t stream = 0;  ///< draw_stream()
  float shift = 0;
  friend bool operator==(const ScoreShift&, const ScoreShift&) = default;
};

/// Even draws are of the priors. In odd draws every own score is scale * z + its shift.
struct Proposal {
  std::vector<ScoreShift> shifts;  ///< a stream at most once; streams that are not here stay
  float scale = 1;                 ///< other than 1 only while a direction is searched for

  bool is_plain() const { return shifts.empty() && scale == 1; }
  /// Sum of the squared shifts.
  double square() const;
};

/// A forecast whose odd draws are shifted, with tables of its own.
OwnForecast proposed_forecast(const Forecast& forecast, const Proposal& proposal);

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
