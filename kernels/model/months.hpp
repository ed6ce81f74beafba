// Month tables: what depends on the draw and the month but not on the path, computed once a draw for
// 32 months at a time, a lane for each month.
#pragma once

#include "kernels/model/draw.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr int tile_months = warp_paths;
inline constexpr float ln2 = 0x1.62e430p-1f;

struct WorldMonths {
  float price[tile_months];   ///< ln H100e per USD_bn, without noise (eq. 2.1)
  float energy[tile_months];  ///< ln GW per H100e at order, without noise (eq. 2.2)
  float supply[tile_months];  ///< ln H100e a month, without noise (eq. 2.3)
};

struct NationMonths {
  float growth_decay[tile_months];       ///< 2^(-t / half-life) (eq. 1.3)
  float ceiling_inverse[tile_months];    ///< 1 / (kappa GDP), years per USD_bn (eq. 1.4)
  float programme_spend[tile_months];    ///< USD_bn a year, all destinations (eq. 1.8)
  float programme_orders[tile_months];   ///< accelerators ordered by programmes, USD_bn (eq. 2.4)
  float smuggled_share[tile_months];     ///< of world supply (eq. 2.6)
  float fab_scale[tile_months];          ///< domestic H100e a month at the wafers of the start (eq. 2.7)
  float fab_boost[tile_months];          ///< ceiling of wafers, multiple of its first value (eq. 1.9)
};

struct MonthTile {
  WorldMonths world;
  NationMonths nation[nation_count];
};

/// 2^(-t / half_life).
template <class F>
RC_INLINE F halving(F t, float half_life) {
  return exp(t * (-ln2 / half_life));
}

/// Integral from 0 to t of late + (first - late) 2^(-u / half_life) du: a trend that bends.
template <class F>
RC_INLINE F bending_trend(F t, float first, float late, float half_life) {
  return late * t + (first - late) * (half_life / ln2) * -expm1(t * (-ln2 / half_life));
}

/// Years of [first, last) that lie before t, none when t < first.
template <class F>
RC_INLINE F years_within(F t, float first, float last) {
  return positive_part(smaller(t, splat<F>(last)) - first);
}

/// Money of one programme: a uniform flow between its first and last month (eq. 1.8).
template <class F>
struct ProgrammeFlow {
  F rate;    ///< USD_bn a year, mean over the month that ends at t
  F lagged;  ///< USD_bn that has passed a first-order lag by t (eq. 1.9)
};
template <class F>
RC_INLINE ProgrammeFlow<F> programme_flow(const Programme& plan, const ProgrammeParameters& given,
                                          float lag, F t) {
  const float first = plan.first + given.slip, last = plan.last + given.slip;
  const float yearly = given.total * given.delivered_share / (last - first);
  const F within = years_within(t, first, last);
  const F before = years_within(t - month_length, first, last);
  // Money of a flow that began at `first` and stopped at `last`, less what the lag still holds:
  // lag (e^(-(t - min(t, last)) / lag) - e^(-(t - first) / lag)).
  const F since_first = positive_part(t - first);
  const F held = exp((within - since_first) * (1.0f / lag)) - exp(since_first * (-1.0f / lag));
  // Fab money spent before the start is in the fabs of the start: only what passes later counts.
  return {yearly * (within - before) * 12.0f, yearly * (within - lag * held)};
}

template <class F>
RC_INLINE void world_months(const WorldParameters& given, F t, int place, WorldMonths& rows) {
  store(rows.price + place, log(given.chips_per_usd_bn) + bending_trend(t, given.chips_growth, 0.0f,
                                                                        given.chips_half_life));
  store(rows.energy + place,
        log(given.energy_per_chip * 1e-6f) -
            bending_trend(t, given.energy_growth, 0.0f, given.energy_half_life));
  store(rows.supply + place,
        log(given.supply * month_length) + bending_trend(t, given.supply_growth,
                                                         given.supply_late_growth,
                                                         given.supply_half_life));
}

template <class F>
RC_INLINE void programme_months(const Forecast& forecast, const Parameters& given, int nation, F t,
                                int place, NationMonths& rows) {
  F spend = splat<F>(0.0f), orders = splat<F>(0.0f), fab_money = splat<F>(0.0f);
  const float lag = given.nation[nation].fab_money_lag;
  for (int i = 0; i < forecast.programme_count; ++i) {
    const Programme& plan = forecast.programme[i];
    if (plan.nation != nation) continue;
    const ProgrammeParameters& programme = given.programme[i];
    const ProgrammeFlow<F> flow = programme_flow(plan, programme, lag, t);
    spend = spend + flow.rate;
    if (plan.destination == Destination::compute)
      orders = orders + flow.rate * (programme.accelerator_share * month_length);
    if (plan.destination == Destination::fab)
      fab_money = fab_money + flow.lagged -
                  programme_flow(plan, programme, lag, splat<F>(0.0f)).lagged;
  }
  const NationParameters& own = given.nation[nation];
  store(rows.programme_spend + place, spend);
  store(rows.programme_orders + place, orders);
  store(rows.fab_boost + place, 1.0f + fab_money * (own.fab_per_usd_bn / own.fab_ceiling));
}

template <class F>
RC_INLINE void nation_months(const NationParameters& own, F t, int place, NationMonths& rows) {
  const F middle = positive_part(t - 0.5f * month_length);  // growth acts through the month
  store(rows.growth_decay + place, halving(middle, own.growth_half_life));
  store(rows.ceiling_inverse + place,
        exp(t * -own.gdp_growth) * (1.0f / (own.ceiling * own.gdp)));
  store(rows.smuggled_share + place, own.smuggled_share * exp(t * own.smuggled_growth));
  const F yield =
      own.fab_yield_limit - (own.fab_yield_limit - own.fab_yield) * exp(t * -own.fab_learning);
  store(rows.fab_scale + place, (own.fab_output * month_length / own.fab_yield) * yield *
                                    exp(t * own.fab_performance_growth));
}

/// Fills the lanes at `place` of the tile whose first month is `first_month`; `lane` holds their
/// numbers. A month's row is its end: month 0 is the start.
template <class F>
RC_INLINE void fill_months(const Forecast& forecast, const Draw& draw, int first_month,
                           IntOf<F> lane, int place, MonthTile& tile) {
  const F t = to_float(lane + first_month) * month_length;
  world_months(draw.given.world, t, place, tile.world);
  for (int nation = 0; nation < nation_count; ++nation) {
    nation_months(draw.given.nation[nation], t, place, tile.nation[nation]);
    programme_months(forecast, draw.given, nation, t, place, tile.nation[nation]);
  }
}

}  // namespace RC_ISA
}  // namespace racecast
