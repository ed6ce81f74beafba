// The state of a path in month 0: the end of the month before the start.
#pragma once

#include "kernels/model/step.hpp"

namespace racecast {
inline namespace RC_ISA {

/// What the channels and programmes spend at the start; accelerator money of each pool in `cash`.
template <class F>
RC_INLINE void start_spending(const Forecast& forecast, const Draw& draw, int nation,
                              const NationMonths& month, const NationMetrics<F>& level,
                              F (&cash)[pool_count]) {
  const NationParameters& parameters = draw.parameters.nation[nation];
  const NationCoefficients& coefficients = draw.nation[nation];
  F investment = splat<F>(month.programme_spend[0]);
  cash[market_pool] = splat<F>(0.0f);
  cash[state_pool] = splat<F>(month.programme_orders[0]);
  for (int k = 0; k < max_channels; ++k) {
    if (k >= forecast.channel_count[nation]) break;
    level.set_log_spend(k, log(splat<F>(parameters.channel[k].spend)));
    investment = investment + parameters.channel[k].ai_share * parameters.channel[k].spend;
    const float order = coefficients.channel[k].order_share * parameters.channel[k].spend;
    if (forecast.channel_pool[nation][k] == Pool::market)
      cash[market_pool] = cash[market_pool] + order;
    else
      cash[state_pool] = cash[state_pool] + order;
  }
  level.set(metric_investment, investment);
  level.set_imported(splat<F>(0.0f));  // no month has passed
}

/// (3.2) The pipeline as deliveries growing at the rate g before the start have filled it.
template <class F>
RC_INLINE void fill_pipeline(const NationCoefficients& coefficients, const Deliveries<F>& first,
                             NationState<F>& own) {
  RC_UNROLL
  for (int stage = 0; stage < stages; ++stage) {
    const float months = coefficients.stage_fill[stage] * 12.0f;
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
                                         const NationMetrics<F>& level) {
  const NationParameters& parameters = draw.parameters.nation[nation];
  const NationCoefficients& coefficients = draw.nation[nation];
  const NationMonths& month = tile.nation[nation];
  const F zero = splat<F>(0.0f);
  NationState<F> own{};
  own.wafers = splat<F>(1.0f);
  own.perceived = splat<F>(coefficients.perceived_start);
  own.energised = splat<F>(coefficients.energised_start);
  own.headroom = splat<F>(coefficients.headroom_start);
  const float state_stock = parameters.installed * parameters.state_share;
  const float energy = parameters.installed_energy * 1e-6f;  // GW per H100e
  own.installed[market_pool] = splat<F>(parameters.installed - state_stock);
  own.installed[state_pool] = splat<F>(state_stock);
  own.power = splat<F>(parameters.installed * energy);
  own.reserve = splat<F>(parameters.initial_reserve * state_stock);
  own.reserve_power = own.reserve * energy;
  own.algorithms = splat<F>(-parameters.algorithm_lag);
  own.share_odds = splat<F>(coefficients.share_start);

  F cash[pool_count];
  start_spending(forecast, draw, nation, month, level, cash);
  own.hidden_share = hidden_part(parameters, month, 0, cash[state_pool]);
  RC_UNROLL
  for (int pool = 0; pool < pool_count; ++pool) cash[pool] = cash[pool] * own.energised;
  own.orders = cash[market_pool] + cash[state_pool];
  const LineLimits<F> limits = line_limits(draw, tile, 0, nation, market, own);
  fill_pipeline(coefficients, purchase(parameters, coefficients, market, zero, limits, cash), own);

  use_compute(parameters, coefficients, month, 0, zero, own, level);
  // A first-order lag behind what grows at the rate g holds 1 / (1 + g window) of it.
  own.used_in_window =
      level[metric_used_compute] * (1.0f / (1.0f + positive_part(parameters.delivery_growth) *
                                                       draw.parameters.world.training_window));
  level.set(metric_cumulative_compute, splat<F>(parameters.cumulative_start));
  measure_capability(draw, nation, market.price,
                     splat<F>(parameters.caution * (1.0f - coefficients.reaction_start)), own,
                     level);
  return own;
}

template <class F>
RC_INLINE PathState<F> start_of_path(const Forecast& forecast, const Draw& draw,
                                     const MonthTile& tile, int lane, MetricBuffer& levels) {
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
