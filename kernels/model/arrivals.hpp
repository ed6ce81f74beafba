// Section 11 of the model: when each nation first holds a threshold, and what had happened by then.
//
// An arrival is the first month of the first run of `hold_months` consecutive months at or beyond
// the threshold, complete by the horizon. One integer a threshold and nation says all:
//
//   0                          not held now, not arrived
//   run | events << 16         held for `run` months now; `events` had happened when the run began
//   -1 - (month | events << 16)   arrived in `month`
#pragma once

#include "kernels/model/state.hpp"

namespace racecast {
inline namespace RC_ISA {

/// The integer of a threshold and nation after month `month`. `held`: the level stands beyond the
/// threshold in this month. `events`: event bits of the path so far, shifted left by event_shift.
template <class F>
RC_INLINE IntOf<F> follow(IntOf<F> code, MaskOf<F> held, IntOf<F> events, int month, int hold) {
  const IntOf<F> none = splat_int<F>(0);
  if (hold == 1)  // arrives at once
    return select(both(held, code == 0), ~(events + month), code);
  const IntOf<F> running = select(code == 0, events + 1, code + 1);
  const IntOf<F> next = select(held, running, none);
  const IntOf<F> arrived =
      ~(next + (month + 1 - 2 * hold));  // the run's length gives way to its first month
  const IntOf<F> now = select((next & 0xffff) == hold, arrived, next);
  return select(code < 0, code, now);
}

/// The events of a path up to month `month`, as bits of events.def shifted left by event_shift.
template <class F>
RC_INLINE IntOf<F> event_bits(const Draw& draw, const PathState<F>& path, int month) {
  IntOf<F> events = path.events;
  set_event<F>(event_controls_closed, path.world.closed_months > 0.0f, events);
  const float years = static_cast<float>(month) * month_length;
  if (years >= draw.world.pooling_done)
    events = events | splat_int<F>(1 << (event_pooling_done + event_shift));
  return events;
}

/// Integers of all thresholds of 32 paths, a place for each lane.
struct alignas(64) ArrivalCodes {
  std::int32_t code[max_thresholds][nation_count][warp_paths];
  std::int32_t events[warp_paths];  ///< at the horizon
};

/// (11.1) Where a level stands beyond a threshold: level >= bar ("above") or level <= bar
/// ("below").
template <class F>
RC_INLINE MaskOf<F> holds(F level, const ThresholdRule& rule, float bar) {
  return rule.sign > 0 ? level >= bar : level <= bar;
}

/// Proximity (7.2) of the primary threshold after its arrivals have been followed through the
/// month.
template <class F>
RC_INLINE F nearness(const Forecast& forecast, const Draw& draw, int lane,
                     const MetricBuffer& levels, const ArrivalCodes& arrivals) {
  const int primary = forecast.primary;
  const ThresholdRule& rule = forecast.threshold[primary];
  F nearest = splat<F>(0.0f);
  RC_EACH(nation, nation_count) {
    const F level = load_real<F>(&levels.value[nation][rule.metric][lane]);
    const MaskOf<F> arrived = load<F>(arrivals.code[primary][nation] + lane) < 0;
    const MaskOf<F> reached =
        either(arrived, holds(level, rule, draw.parameters.threshold[primary].value));
    nearest = larger(nearest, proximity(draw.world, level, reached));
  }
  return nearest;
}

/// One bit a threshold and nation, 2 threshold + nation.
using ThresholdBits = std::uint32_t;
static_assert(max_thresholds * nation_count <= 32);

RC_INLINE ThresholdBits all_thresholds(const Forecast& forecast) {
  return 0xffffffffu >> (32 - nation_count * forecast.threshold_count);
}

/// Those at which at least one of the lanes from `lane` on has not arrived.
template <class F>
RC_INLINE ThresholdBits open_thresholds(const Forecast& forecast, int lane,
                                        const ArrivalCodes& arrivals) {
  ThresholdBits open = 0;
  for (int i = 0; i < forecast.threshold_count; ++i)
    for (int nation = 0; nation < nation_count; ++nation)
      if (any(negate(load<F>(arrivals.code[i][nation] + lane) < 0)))
        open |= 1u << (nation_count * i + nation);
  return open;
}

/// Follows the thresholds `open` through month `month`, for the lanes from `lane` on, and notes how
/// near the nations are to the primary one.
template <class F>
RC_INLINE void follow_thresholds(const Forecast& forecast, const Draw& draw, ThresholdBits open,
                                 int month, int lane, MetricBuffer& levels, PathState<F>& path,
                                 ArrivalCodes& arrivals) {
  const IntOf<F> events = event_bits(draw, path, month);
  store(arrivals.events + lane, events);
  for (ThresholdBits left = open; left != 0; left &= left - 1) {
    const int bit = lowest_bit(left), i = bit / nation_count, nation = bit % nation_count;
    const ThresholdRule& rule = forecast.threshold[i];
    std::int32_t* code = arrivals.code[i][nation] + lane;
    const MaskOf<F> held = holds(NationMetrics<F>(levels, nation, lane)[rule.metric], rule,
                                 draw.parameters.threshold[i].value);
    store(code, follow<F>(load<F>(code), held, events, month, rule.hold_months));
  }
  path.world.proximity = nearness<F>(forecast, draw, lane, levels, arrivals);
}

/// Month of arrival that a code says, or `never`.
RC_INLINE int arrival_month(std::int32_t code, int never) {
  return code < 0 ? (~code & 0xffff) : never;
}
/// Event bits that the arrival of a code is latched with, or `otherwise` without an arrival.
RC_INLINE int arrival_events(std::int32_t code, std::int32_t otherwise) {
  return (code < 0 ? ~code : otherwise) >> event_shift;
}

}  // namespace RC_ISA
}  // namespace racecast
