// The state of a path at the end of a month.
#pragma once

#include "kernels/model/event_table.hpp"
#include "kernels/model/months.hpp"
#include "kernels/model/numbers.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr int stages = 3;  // of construction

template <class F>
struct GlobalState {
  F sentiment;      ///< standard deviations
  F price_noise;    ///< ln
  F energy_noise;   ///< ln
  F supply_noise;   ///< ln
  F regime;         ///< of export controls: 0 open, 1 partial, 2 closed
  F closed_months;  ///< months with closed controls less the others
  F supply_shock;   ///< 1 at its onset, fading
  F escalated;      ///< 1 during an escalation, else 0
  F proximity;      ///< of the primary threshold, 0 to 1 (eq. 7.2)
};

template <class F>
struct NationState {
  F perceived;                           ///< ln of the rival's lead, as perceived
  F bust_depth, bust_loss;               ///< ln; the depth is 0 unless there is a bust
  F surge;                               ///< ln
  F backlog[pool_count];                 ///< ordered and not yet delivered, USD_bn
  F orders;                              ///< of the last month, both pools, USD_bn
  F wafers;                              ///< domestic wafer capacity, start = 1
  F building[pool_count][stages];        ///< H100e under construction, first stage first
  F building_power[pool_count][stages];  ///< GW of the same
  F hidden_share;                        ///< of the state pool's pipeline
  F installed[pool_count];               ///< H100e that can be seen
  F power;                               ///< GW that they demand
  F reserve, reserve_power;              ///< hidden: H100e, and GW that they would demand
  F power_noise;                         ///< ln
  F grid_stress;                         ///< 1 at its onset, fading
  F headroom;                            ///< available power over demanded power
  F energised;                           ///< share of installed compute that has power
  F odds_noise[pool_count];              ///< log odds of utilisation
  F mobilised;                           ///< 0 to 1
  F algorithms;                          ///< ln of algorithmic efficiency
  F breakthrough;                        ///< its size in this month, ln; 0 without one
  F share_odds;                          ///< log odds of the largest run's share
  F used_in_window;  ///< H100e used, as a training run of the window has seen it
};

template <class F>
struct PathState {
  GlobalState<F> world;
  NationState<F> nation[nation_count];
  IntOf<F> events;  ///< bits of events.def that once set stay, shifted left by event_shift
};

/// What of 32 paths is kept in memory that the lanes share: the state of a path fills the registers
/// of a GPU thread, and these numbers are wanted at one place of a month only.
/// Aligned as vectors are: a vector that straddles two cache lines costs two accesses.
struct alignas(64) MetricBuffer {
  float value[nation_count][metric_count][warp_paths];  ///< metrics of a month: what results see
  float log_spend[nation_count][max_channels][warp_paths];  ///< y of (1.6), ln of USD_bn a year
  float imported[nation_count][warp_paths];  ///< H100e bought on the import line in the month (2.9)
};

/// The same of one nation, of the lanes from one lane on.
template <class F>
class NationMetrics {
 public:
  RC_INLINE NationMetrics(MetricBuffer& levels, int nation, int lane)
      : first_(&levels.value[nation][0][lane]),
        spend_(&levels.log_spend[nation][0][lane]),
        imported_(&levels.imported[nation][lane]) {}
  RC_INLINE F operator[](int metric) const { return load_real<F>(first_ + metric * warp_paths); }
  RC_INLINE void set(Metric metric, F level) const { store(first_ + metric * warp_paths, level); }
  RC_INLINE F log_spend(int k) const { return load_real<F>(spend_ + k * warp_paths); }
  RC_INLINE void set_log_spend(int k, F y) const { store(spend_ + k * warp_paths, y); }
  RC_INLINE void set_imported(F amount) const { store(imported_, amount); }

 private:
  float* first_;
  float* spend_;
  float* imported_;
};

inline constexpr int event_shift = 16;

/// Sets an event where it holds.
template <class F>
RC_INLINE void set_event(Event event, MaskOf<F> where, IntOf<F>& events) {
  events = events | select(where, splat_int<F>(1 << (event + event_shift)), splat_int<F>(0));
}

/// A month as every process sees it: what is given, and where the random numbers come from.
template <class F>
struct StepContext {
  const Forecast& forecast;
  const Draw& draw;
  const MonthTile& tile;
  int place;  ///< of the month in the tile
  int month;
  const typename NumberSource<F>::Month& numbers;
  MetricBuffer& levels;
  int lane;  ///< the first of those that are stepped

  RC_INLINE NationMetrics<F> metrics_of(int nation) const { return {levels, nation, lane}; }
};

/// What a nation sees of its rival: the end of the month before.
template <class F>
struct Rival {
  MaskOf<F> in_bust;
  F algorithms, breakthrough;
};

}  // namespace RC_ISA
}  // namespace racecast
