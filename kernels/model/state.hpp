// The state of a path at the end of a month.
#pragma once

#include "kernels/model/months.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr int stages = 3;  // of construction

template <class F>
struct WorldState {
  F sentiment;     ///< standard deviations
  F price_noise;   ///< ln
  F energy_noise;  ///< ln
  F supply_noise;  ///< ln
};

template <class F>
struct NationState {
  F log_spend[max_channels];   ///< y: ln of USD_bn a year, before the loss of a bust
  F investment;                ///< AI spending, USD_bn a year
  F perceived;                 ///< ln of the rival's lead, as perceived
  F in_bust;                   ///< 1 during a bust, else 0
  F bust_depth, bust_loss;     ///< ln
  F had_bust;                  ///< 1 once there was one
  F backlog[pool_count];       ///< ordered and not yet delivered, USD_bn
  F orders;                    ///< of the last month, both pools, USD_bn
  F wafers, log_wafers;        ///< domestic wafer capacity, start = 1, and its ln
  F building[pool_count][stages];  ///< H100e under construction, first stage first
  F building_power[stages];        ///< GW of the same
  F installed[pool_count];         ///< H100e
  F power;                         ///< GW that the installed stock demands
};

template <class F>
struct PathState {
  WorldState<F> world;
  NationState<F> nation[nation_count];
};

/// What the rival can see of a nation's compute, H100e.
template <class F>
RC_INLINE F visible_compute(const NationState<F>& own) {
  return own.installed[0] + own.installed[1];
}

/// Monthly metrics of a nation, by row of metrics.def.
template <class F>
struct Metrics {
  F value[metric_count];
};
template <class F>
RC_INLINE Metrics<F> metrics(const NationState<F>& own) {
  Metrics<F> m;
  m.value[metric_investment] = own.investment;
  m.value[metric_installed_compute] = own.installed[0] + own.installed[1];
  m.value[metric_ai_power] = own.power;
  return m;
}

}  // namespace RC_ISA
}  // namespace racecast
