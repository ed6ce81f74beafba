// Section 11 of the model: when each nation first holds a threshold, and what had happened by then.
//
// An arrival is the first month of the first run of `hold_months` consecutive months at or beyond the
// threshold, complete by the horizon. One integer a threshold and nation says all:
//
//   0                          not held now, not arrived
//   run | events << 16         held for `run` months now; `events` had happened when the run began
//   -1 - (month | events << 16)   arrived in `month`
#pragma once

#include "kernels/model/event_table.hpp"
#include "kernels/model/state.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr int event_shift = 16;

/// The integer of a threshold and nation after month `month`. `held`: the level stands beyond the
/// threshold in this month. `events`: event bits of the path so far, shifted left by event_shift.
template <class F>
RC_INLINE IntOf<F> follow(IntOf<F> code, MaskOf<F> held, IntOf<F> events, int month, int hold) {
  const IntOf<F> none = splat_int<F>(0);
  const IntOf<F> running = select(code == 0, events + 1, code + 1);
  const IntOf<F> next = select(held, running, none);
  const IntOf<F> arrived = ~(next + (month + 1 - 2 * hold));  // the run's length gives way to its first month
  const IntOf<F> now = select((next & 0xffff) == hold, arrived, next);
  return select(code < 0, code, now);
}

/// The events of a path so far, as bits of events.def shifted left by event_shift.
template <class F>
RC_INLINE IntOf<F> event_bits(const PathState<F>& path) {
  const IntOf<F> none = splat_int<F>(0);
  IntOf<F> set = select(path.nation[us].had_bust > 0.0f,
                        splat_int<F>(1 << (event_bust_us + event_shift)), none);
  return set | select(path.nation[cn].had_bust > 0.0f,
                      splat_int<F>(1 << (event_bust_cn + event_shift)), none);
}

/// Integers of all thresholds of 32 paths, a place for each lane.
struct ArrivalCodes {
  std::int32_t code[max_thresholds][nation_count][warp_paths];
  std::int32_t events[warp_paths];  ///< at the horizon
};

/// Follows every threshold through month `month`, for the lanes at `place`.
template <class F>
RC_INLINE void follow_thresholds(const Forecast& forecast, const Draw& draw,
                                 const PathState<F>& path, int month, int place,
                                 ArrivalCodes& arrivals) {
  const IntOf<F> events = event_bits(path);
  store(arrivals.events + place, events);
  const Metrics<F> level[nation_count] = {metrics(path.nation[us]), metrics(path.nation[cn])};
  RC_UNROLL
  for (int metric = 0; metric < metric_count; ++metric) {
    for (int i = forecast.metric_first[metric]; i < forecast.metric_first[metric + 1]; ++i) {
      const ThresholdRule& rule = forecast.threshold[i];
      const float sign = static_cast<float>(rule.sign);
      // (11.1) held: level >= threshold ("above") or level <= threshold ("below")
      const float bar = sign * draw.given.threshold[rule.position].value;
      RC_UNROLL
      for (int nation = 0; nation < nation_count; ++nation) {
        std::int32_t* code = arrivals.code[rule.position][nation] + place;
        const MaskOf<F> held = sign * level[nation].value[metric] >= bar;
        store(code, follow<F>(load<F>(code), held, events, month, rule.hold_months));
      }
    }
  }
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
