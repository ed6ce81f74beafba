// The state of a path in month 0: the end of the month before the start.
#pragma once

#include "kernels/model/step.hpp"

namespace racecast {
inline namespace RC_ISA {

template <class F>
RC_INLINE NationState<F> start_of_nation(const Forecast& forecast, const Draw& draw, int nation,
                                         const MonthTile& tile) {
  const NationParameters& given = draw.given.nation[nation];
  const NationRates& rates = draw.nation[nation];
  const NationMonths& month = tile.nation[nation];
  const F zero = splat<F>(0.0f);
  NationState<F> own{};
  own.investment = splat<F>(month.programme_spend[0]);
  F cash[pool_count] = {zero, splat<F>(month.programme_orders[0])};
  RC_UNROLL
  for (int k = 0; k < max_channels; ++k) {
    if (k >= forecast.channel_count[nation]) break;
    own.log_spend[k] = log(splat<F>(given.channel[k].spend));
    own.investment = own.investment + given.channel[k].ai_share * given.channel[k].spend;
    const float order = rates.channel[k].order_share * given.channel[k].spend;
    if (forecast.channel_pool[nation][k] == Pool::market)
      cash[0] = cash[0] + order;
    else
      cash[1] = cash[1] + order;
  }
  own.wafers = splat<F>(1.0f);
  own.perceived = splat<F>(rates.perceived_start);
  own.orders = cash[0] + cash[1];
  const float state_share = given.state_share;
  own.installed[0] = splat<F>(given.installed * (1.0f - state_share));
  own.installed[1] = splat<F>(given.installed * state_share);
  own.power = splat<F>(given.installed * given.installed_energy * 1e-6f);

  // (3.2) the pipeline as deliveries growing at the rate g before the start have filled it
  const Market<F> market = {splat<F>(tile.world.price[0]), exp(splat<F>(tile.world.energy[0])),
                            exp(splat<F>(tile.world.supply[0]))};
  const LineLimits<F> limits = line_limits(rates, month, 0, market, own);
  const Deliveries<F> first = purchase(given, rates, market, zero, limits, cash);
  RC_UNROLL
  for (int stage = 0; stage < stages; ++stage) {
    const float months = rates.stage_fill[stage] * 12.0f;
    RC_UNROLL
    for (int pool = 0; pool < pool_count; ++pool)
      own.building[pool][stage] = first.to_pool[pool] * months;
    own.building_power[stage] = first.power * months;
  }
  return own;
}

template <class F>
RC_INLINE PathState<F> start_of_path(const Forecast& forecast, const Draw& draw,
                                     const MonthTile& tile) {
  PathState<F> path{};
  RC_UNROLL
  for (int nation = 0; nation < nation_count; ++nation)
    path.nation[nation] = start_of_nation<F>(forecast, draw, nation, tile);
  return path;
}

}  // namespace RC_ISA
}  // namespace racecast
