// The state of a path in month 0: the end of the month before the start.
#pragma once

#include "kernels/model/step.hpp"

namespace racecast {
inline namespace RC_ISA {

/// What the channels and programmes spend at the start; accelerator money of each pool in `cash`.
template <class F>
RC_INLINE void start_spending(const Forecast& forecast, const Draw& draw, int nation,
                              const NationMonths& month, const NationLevels<F>& level,
                              F (&cash)[pool_count]) {
  const NationParameters& given = draw.given.nation[nation];
  const NationRates& rates = draw.nation[nation];
  F investment = splat<F>(month.programme_spend[0]);
  cash[0] = splat<F>(0.0f);
  cash[1] = splat<F>(month.programme_orders[0]);
  for (int k = 0; k < max_channels; ++k) {
    if (k >= forecast.channel_count[nation]) break;
    level.set_log_spend(k, log(splat<F>(given.channel[k].spend)));
    investment = investment + given.channel[k].ai_share * given.channel[k].spend;
    const float order = rates.channel[k].order_share * given.channel[k].spend;
    if (forecast.channel_pool[nation][k] == Pool::market)
      cash[0] = cash[0] + order;
    else
      cash[1] = cash[1] + order;
  }
  level.set(metric_investment, investment);
  level.set_imported(splat<F>(0.0f));  // no month has passed
}

/// (3.2) The pipeline as deliveries growing at the rate g before the start have filled it.
template <class F>
RC_INLINE void fill_pipeline(const NationRates& rates, const Deliveries<F>& first,
                             NationState<F>& own) {
  RC_UNROLL
  for (int stage = 0; stage < stages; ++stage) {
    const float months = rates.stage_fill[stage] * 12.0f;
    RC_UNROLL
    for (int pool = 0; pool < pool_count; ++pool) {
      own.building[pool][stage] = first.to_pool[pool] * months;
      own.building_power[pool][stage] = first.power[pool] * months;
    }
  }
}

template <class F>
RC_INLINE NationState<F> start_of_nation(const Forecast& forecast, const Draw& draw, int nation,
                                         const MonthTile& tile, const Market<F>& market,
                                         const NationLevels<F>& level) {
  const NationParameters& given = draw.given.nation[nation];
  const NationRates& rates = draw.nation[nation];
  const NationMonths& month = tile.nation[nation];
  const F zero = splat<F>(0.0f);
  NationState<F> own{};
  own.wafers = splat<F>(1.0f);
  own.perceived = splat<F>(rates.perceived_start);
  own.energised = splat<F>(rates.energised_start);
  own.headroom = splat<F>(rates.headroom_start);
  const float state_stock = given.installed * given.state_share;
  const float energy = given.installed_energy * 1e-6f;  // GW per H100e
  own.installed[0] = splat<F>(given.installed - state_stock);
  own.installed[1] = splat<F>(state_stock);
  own.power = splat<F>(given.installed * energy);
  own.reserve = splat<F>(given.initial_reserve * state_stock);
  own.reserve_power = own.reserve * energy;
  own.algorithms = splat<F>(-given.algorithm_lag);
  own.share_odds = splat<F>(rates.share_start);

  F cash[pool_count];
  start_spending(forecast, draw, nation, month, level, cash);
  own.hidden_share = hidden_part(given, month, 0, cash[1]);
  RC_UNROLL
  for (int pool = 0; pool < pool_count; ++pool) cash[pool] = cash[pool] * own.energised;
  own.orders = cash[0] + cash[1];
  const LineLimits<F> limits = line_limits(draw, tile, 0, nation, market, own);
  fill_pipeline(rates, purchase(given, rates, market, zero, limits, cash), own);

  use_compute(given, rates, month, 0, zero, own, level);
  // A first-order lag behind what grows at the rate g holds 1 / (1 + g window) of it.
  own.used_in_window =
      level[metric_used_compute] *
      (1.0f / (1.0f + positive_part(given.delivery_growth) * draw.given.world.training_window));
  level.set(metric_cumulative_compute, splat<F>(given.cumulative_start));
  measure_capability(draw, nation, market.price,
                     splat<F>(given.caution * (1.0f - rates.reaction_start)), own, level);
  return own;
}

template <class F>
RC_INLINE PathState<F> start_of_path(const Forecast& forecast, const Draw& draw,
                                     const MonthTile& tile, int lane, Levels& levels) {
  PathState<F> path{};
  path.world.regime = splat<F>(draw.world.regime_start);
  const Market<F> market = market_of(draw, tile.world, 0, path.world);
  RC_EACH(nation, nation_count)
    path.nation[nation] =
        start_of_nation<F>(forecast, draw, nation, tile, market, {levels, nation, lane});
  return path;
}

}  // namespace RC_ISA
}  // namespace racecast
