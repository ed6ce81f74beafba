// Relations that hold at the start, once a draw, and in every month, for every lane.
#pragma once

#include "kernels/base/math.hpp"
#include "kernels/model/parameters.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr float month_length = 1.0f / 12.0f;  // years; Delta in the equations
inline constexpr float root_month = 0x1.279a74p-2f;  // sqrt(Delta)
inline constexpr float ln2 = 0x1.62e430p-1f;

/// FLOP, in units of 1e24, of one H100e (989e12 FLOP/s) in a year of 365.25 days.
inline constexpr float flop_year = 989e12f * 31557600.0f / 1e24f;

/// Race reaction (1.2): R = x / (1 + x), x = max(0, perceived + comfort) / width.
template <class F>
RC_INLINE F race_reaction(F perceived, const NationParameters& own) {
  const F x = positive_part(perceived + own.race_comfort) / own.race_width;
  return x / (1.0f + x);
}

/// Headroom of power (4.3): what AI can have over what it demands at home, GW both.
template <class F>
RC_INLINE F power_headroom(F available, F demanded, const NationParameters& own) {
  return available / (demanded * (1.0f - own.abroad_share) + 1e-9f);
}

/// Energised share (4.3): abroad + home min(1, headroom) (1 - cut x), x the grid stress.
template <class F>
RC_INLINE F energised_share(F headroom, F stress, const NationParameters& own) {
  const F connected = smaller(headroom, splat<F>(1.0f));
  return fma(connected * (1.0f - own.grid_cut * stress), 1.0f - own.abroad_share,
             splat<F>(own.abroad_share));
}

/// Chance within a month of an event whose hazard is `hazard` a year, but never more than 2.
template <class F>
RC_INLINE F chance_of_month(F hazard) {
  return small_chance(smaller(hazard, splat<F>(2.0f)) * month_length);
}

/// ln(share / (1 - share)).
RC_INLINE float log_odds(float share) { return log(share / (1.0f - share)); }

}  // namespace RC_ISA
}  // namespace racecast
