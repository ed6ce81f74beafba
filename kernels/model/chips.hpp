// Section 2 of the model: what money buys in a month, line by line (eqs. 2.4 to 2.10).
#pragma once

#include "kernels/model/world.hpp"

namespace racecast {
inline namespace RC_ISA {

/// H100e that a nation's lines can deliver in a month.
template <class F>
struct LineLimits {
  F imported, domestic, smuggled;
};

template <class F>
struct Deliveries {
  F to_pool[pool_count];           ///< H100e
  F imported, domestic, smuggled;  ///< the same by line
  F power[pool_count];             ///< GW
};

/// Takes at most `limit` H100e at `price` (USD_bn each) and pays from `cash` and `budget`.
template <class F>
RC_INLINE F buy(F& cash, F& limit, F price, F chips_per_usd) {
  const F amount = smaller(cash * chips_per_usd, limit);
  cash = positive_part(cash - amount * price);
  limit = positive_part(limit - amount);
  return amount;
}

/// Shortage of chips, 0 to 1: backlog against a quarter of orders (eq. 2.8).
template <class F>
RC_INLINE F tightness(const NationState<F>& own) {
  const F backlog = own.backlog[market_pool] + own.backlog[state_pool];
  return backlog / (backlog + 3.0f * own.orders + 1e-30f);
}

/// Domestic wafer capacity (eq. 2.7).
template <class F>
RC_INLINE void step_fabs(const NationParameters& parameters, const NationCoefficients& coefficients,
                         const NationMonths& month, int place, F shortage, F shock,
                         NationState<F>& own) {
  // (2.7) dln w = r (1 + a T) (B - w / K) dt + sigma dW, w the wafers relative to the start
  const F room = month.fab_boost[place] - own.wafers * coefficients.fab_ceiling_inverse;
  own.wafers = own.wafers *
               exp(coefficients.fab_step * (1.0f + parameters.tightness_fabs * shortage) * room +
                   coefficients.fab_kick * shock);
}

/// What the lines of a nation can deliver (eqs. 2.5 to 2.7). What they share never exceeds the
/// supply.
template <class F>
RC_INLINE LineLimits<F> line_limits(const Draw& draw, const MonthTile& tile, int place, int nation,
                                    const Market<F>& market, const NationState<F>& own) {
  const float smuggled = tile.nation[nation].smuggled_share[place];
  const float not_smuggled =
      1.0f - (tile.nation[0].smuggled_share[place] + tile.nation[1].smuggled_share[place]);
  const F uncontrolled = market.supply * (1.0f - (market.quota[0] + market.quota[1]));
  // (2.5) import limit = S (quota + supply share (1 - quotas) (1 - smuggled))
  const F imported = fma(uncontrolled, not_smuggled * draw.nation[nation].supply_share,
                         market.supply * market.quota[nation]);
  // (2.6) smuggling limit = S (1 - quotas) x smuggled share
  return {imported, own.wafers * tile.nation[nation].fab_scale[place], uncontrolled * smuggled};
}

/// Purchases of a month, in the order in which the pools reach for the lines (eq. 2.9). `cash` is
/// what each pool holds; what is left of it stays there.
template <class F>
RC_INLINE Deliveries<F> purchase(const NationParameters& parameters,
                                 const NationCoefficients& coefficients, const Market<F>& market,
                                 F shortage, LineLimits<F> limits, F (&cash)[pool_count]) {
  const F chips_per_usd = exp(market.price - parameters.tightness_premium * shortage);
  const F price = 1.0f / chips_per_usd;
  const F import_price = price * coefficients.import_price;
  const F domestic_price = price * coefficients.domestic_price;
  const F smuggled_price = price * coefficients.smuggled_price;
  const F import_rate = chips_per_usd * (1.0f / coefficients.import_price);
  const F domestic_rate = chips_per_usd * (1.0f / coefficients.domestic_price);
  const F smuggled_rate = chips_per_usd * (1.0f / coefficients.smuggled_price);

  F foreign_budget = cash[state_pool] * parameters.state_foreign_share;
  const F state_domestic = buy(cash[state_pool], limits.domestic, domestic_price, domestic_rate);
  const F market_imported = buy(cash[market_pool], limits.imported, import_price, import_rate);
  foreign_budget = smaller(foreign_budget, cash[state_pool]);
  const F unspent = cash[state_pool] - foreign_budget;
  const F state_imported = buy(foreign_budget, limits.imported, import_price, import_rate);
  cash[state_pool] = unspent + foreign_budget;
  const F market_domestic = buy(cash[market_pool], limits.domestic, domestic_price, domestic_rate);
  const F market_smuggled = buy(cash[market_pool], limits.smuggled, smuggled_price, smuggled_rate);

  Deliveries<F> d;
  d.imported = market_imported + state_imported;
  d.domestic = market_domestic + state_domestic;
  d.smuggled = market_smuggled;
  d.to_pool[market_pool] = market_imported + market_domestic + market_smuggled;
  d.to_pool[state_pool] = state_imported + state_domestic;
  // (2.10) power = e (imported + smuggled + domestic e^penalty)
  d.power[market_pool] = market.energy * (market_imported + market_smuggled +
                                          market_domestic * coefficients.domestic_energy);
  d.power[state_pool] =
      market.energy * (state_imported + state_domestic * coefficients.domestic_energy);
  return d;
}

}  // namespace RC_ISA
}  // namespace racecast
