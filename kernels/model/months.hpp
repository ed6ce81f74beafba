// Month tables: what depends on the draw and the month but not on the path, computed once a draw
// for 32 months at a time, a lane for each month.
#pragma once

#include "kernels/model/draw.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr int tile_months = warp_paths;

struct GlobalMonths {
  float price[tile_months];   ///< ln H100e per USD_bn, without noise (eq. 2.1)
  float energy[tile_months];  ///< ln GW per H100e at order, without noise (eq. 2.2)
  float supply[tile_months];  ///< ln H100e a month, without noise (eq. 2.3)
};

struct NationMonths {
  float growth_decay[tile_months];      ///< 2^(-t / half-life) (eq. 1.3)
  float ceiling_inverse[tile_months];   ///< 1 / (kappa GDP), years per USD_bn (eq. 1.4)
  float programme_spend[tile_months];   ///< USD_bn a year, all destinations (eq. 1.8)
  float programme_orders[tile_months];  ///< accelerators ordered by programmes, USD_bn (eq. 2.4)
  float hidden_orders[tile_months];     ///< those of them that programmes hide, USD_bn (eq. 6.1)
  float smuggled_share[tile_months];    ///< of world supply (eq. 2.6)
  float fab_scale[tile_months];     ///< domestic H100e a month at the wafers of the start (eq. 2.7)
  float fab_boost[tile_months];     ///< ceiling of wafers, multiple of its first value (eq. 1.9)
  float power_trend[tile_months];   ///< GW, without noise (eq. 4.1)
  float power_added[tile_months];   ///< GW behind the meter and of programmes (eq. 4.2)
  float state_odds[tile_months];    ///< mean log odds of the state pool's utilisation (eq. 5.3)
  float rented[tile_months];        ///< H100e (eq. 5.4)
  float algorithms[tile_months];    ///< the nation's own part of a month's progress, ln (eq. 8.1)
  float breakthrough[tile_months];  ///< chance of a breakthrough within the month (eq. 8.3)
};

struct MonthTile {
  GlobalMonths world;
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
RC_INLINE ProgrammeFlow<F> programme_flow(const Programme& plan,
                                          const ProgrammeParameters& parameters, float lag, F t) {
  const float first = plan.first + parameters.slip, last = plan.last + parameters.slip;
  const float yearly = parameters.total * parameters.delivered_share / (last - first);
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
RC_INLINE void world_months(const WorldParameters& parameters, F t, int place, GlobalMonths& rows) {
  store(rows.price + place,
        log(parameters.chips_per_usd_bn) +
            bending_trend(t, parameters.chips_growth, 0.0f, parameters.chips_half_life));
  store(rows.energy + place,
        log(parameters.energy_per_chip * 1e-6f) -
            bending_trend(t, parameters.energy_growth, 0.0f, parameters.energy_half_life));
  store(rows.supply + place,
        log(parameters.supply * month_length) + bending_trend(t, parameters.supply_growth,
                                                              parameters.supply_late_growth,
                                                              parameters.supply_half_life));
}

/// Money of a programme since the start that has passed a lag by t, USD_bn: what was spent before
/// is in the stocks of the start.
template <class F>
RC_INLINE F lagged_since_start(const Programme& plan, const ProgrammeParameters& parameters,
                               float lag, F t) {
  return programme_flow(plan, parameters, lag, t).lagged -
         programme_flow(plan, parameters, lag, splat<F>(0.0f)).lagged;
}

template <class F>
RC_INLINE void programme_months(const Forecast& forecast, const Parameters& parameters, int nation,
                                F t, int place, NationMonths& rows) {
  const NationParameters& own = parameters.nation[nation];
  F spend = splat<F>(0.0f), orders = spend, hidden = spend, fab_money = spend, power_money = spend;
  for (int i = 0; i < forecast.programme_count; ++i) {
    const Programme& plan = forecast.programme[i];
    if (plan.nation != nation) continue;
    const ProgrammeParameters& programme = parameters.programme[i];
    const F rate = programme_flow(plan, programme, 1.0f, t).rate;
    spend = spend + rate;
    if (plan.destination == Destination::compute) {
      const F ordered = rate * (programme.accelerator_share * month_length);
      orders = orders + ordered;
      hidden = hidden + ordered * programme.hidden_share;
    }
    if (plan.destination == Destination::fab)
      fab_money = fab_money + lagged_since_start(plan, programme, own.fab_money_lag, t);
    if (plan.destination == Destination::power)
      power_money = power_money + lagged_since_start(plan, programme, own.power_money_lag, t);
  }
  store(rows.programme_spend + place, spend);
  store(rows.programme_orders + place, orders);
  store(rows.hidden_orders + place, hidden);
  store(rows.fab_boost + place, 1.0f + fab_money * (own.fab_per_usd_bn / own.fab_ceiling));
  // (4.2) behind the meter: a constant rate of building after a first-order delay
  const F delayed = t + own.behind_meter_delay * expm1(t * (-1.0f / own.behind_meter_delay));
  store(rows.power_added + place,
        own.behind_meter * delayed + power_money * (1.0f / own.power_cost));
}

/// What the nation learns in the month that ends at t (eqs. 8.1 and 8.3).
template <class F>
RC_INLINE void algorithm_months(const Parameters& parameters, int nation, F t, int place,
                                NationMonths& rows) {
  const WorldParameters& world = parameters.world;
  const NationParameters& own = parameters.nation[nation];
  const NationParameters& rival = parameters.nation[1 - nation];
  const F decay = halving(positive_part(t - 0.5f * month_length), world.algorithm_half_life);
  // phi, the pace of progress relative to the start, holds for breakthroughs and what is learned
  // too.
  const float late = smaller(
      positive_part(world.algorithm_late_growth / larger(world.algorithm_growth, 1e-6f)), 1.0f);
  const F pace = late + (1.0f - late) * decay;
  const F total =
      world.algorithm_late_growth +
      (world.algorithm_growth + own.algorithm_offset - world.algorithm_late_growth) * decay;
  const F own_chance = -expm1(pace * (own.breakthrough_rate * -month_length));
  const F rival_chance = -expm1(pace * (rival.breakthrough_rate * -month_length));
  const F breakthroughs = own_chance * own.breakthrough_size +
                          rival_chance * (rival.breakthrough_size * world.knowledge_openness);
  const float learned =
      chance(own.diffusion) * positive_part(own.algorithm_lag - rival.algorithm_lag);
  // (8.1) own part = total - breakthroughs, own and received, - what the gap of the start teaches;
  // where these alone are more than the total, the nation adds nothing, but forgets nothing
  store(rows.algorithms + place,
        positive_part(total * month_length - pace * learned - breakthroughs));
  store(rows.breakthrough + place, own_chance);
}

template <class F>
RC_INLINE void nation_months(const NationParameters& own, F t, int place, NationMonths& rows) {
  const F middle = positive_part(t - 0.5f * month_length);  // growth acts through the month
  store(rows.growth_decay + place, halving(middle, own.growth_half_life));
  store(rows.ceiling_inverse + place, exp(t * -own.gdp_growth) * (1.0f / (own.ceiling * own.gdp)));
  store(rows.smuggled_share + place,
        smaller(own.smuggled_share * exp(t * own.smuggled_growth), splat<F>(0.5f)));
  const F yield =
      own.fab_yield_limit - (own.fab_yield_limit - own.fab_yield) * exp(t * -own.fab_learning);
  store(rows.fab_scale + place, (own.fab_output * month_length / own.fab_yield) * yield *
                                    exp(t * own.fab_performance_growth));
  // (4.1) ln A = ln A0 + bending trend + noise
  store(rows.power_trend + place,
        own.power_available *
            exp(bending_trend(t, own.power_growth, own.power_late_growth, own.power_half_life)));
  // (5.3) log odds of the state pool rise to the platform's level between its start and its end
  const float first = log_odds(own.state_utilisation);
  const F ramp =
      smaller(positive_part((t - own.pooling_start) * (1.0f / own.pooling_ramp)), splat<F>(1.0f));
  store(rows.state_odds + place,
        first + ramp * positive_part(log_odds(own.pooling_utilisation) - first));
  store(rows.rented + place,
        own.rented_abroad * exp(bending_trend(t, own.rented_growth, 0.0f, own.rented_half_life)));
}

/// Fills the lanes at `place` of the tile whose first month is `first_month`; `lane` holds their
/// numbers. A month's row is its end: month 0 is the start.
template <class F>
RC_INLINE void fill_months(const Forecast& forecast, const Draw& draw, int first_month,
                           IntOf<F> lane, int place, MonthTile& tile) {
  const F t = to_float(lane + first_month) * month_length;
  world_months(draw.parameters.world, t, place, tile.world);
  for (int nation = 0; nation < nation_count; ++nation) {
    nation_months(draw.parameters.nation[nation], t, place, tile.nation[nation]);
    programme_months(forecast, draw.parameters, nation, t, place, tile.nation[nation]);
    algorithm_months(draw.parameters, nation, t, place, tile.nation[nation]);
  }
}

}  // namespace RC_ISA
}  // namespace racecast
