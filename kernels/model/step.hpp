// One month of the race. The equations are numbered as in docs/model.md; Delta is a month in years.
//
// Everything here holds for one path, in whatever lane it runs. `parameters` are the parameters of
// the draw, `coefficients` what follows from them alone, `month` what follows from them and the
// month. A nation looks at its rival only through what both were at the end of the month before.
// Rows over months, such as those of `month`, are read at `now.place`. Random numbers are named
// where they are made: what each is for says streams.hpp. F is the number of one path, or of
// several paths side by side; RC_FENCE and the other words that begin with RC_ are hints to
// compilers, and no part of the model.
#pragma once

#include "kernels/model/capability.hpp"
#include "kernels/model/investment.hpp"

namespace racecast {
inline namespace RC_ISA {

/// Spending, orders and deliveries of a month (sections 1 and 2).
template <class F>
RC_INLINE Deliveries<F> step_spending(const StepContext<F>& now, int nation,
                                      const GlobalState<F>& world, const Market<F>& market,
                                      F reaction, F shortage, const Rival<F>& rival,
                                      NationState<F>& own, IntOf<F>& events) {
  const NationParameters& parameters = now.draw.parameters.nation[nation];
  const NationCoefficients& coefficients = now.draw.nation[nation];
  const NationMonths& month = now.tile.nation[nation];
  const auto [common, of_fabs, bust_turn, bust_depth] = now.numbers.nation(nation, nation_money);

  // (1.4) f = total / (kappa GDP), the total of the month before
  const F fullness =
      now.metrics_of(nation)[metric_investment] * month.ceiling_inverse[now.place] + 1e-30f;
  const F log_fullness = log(fullness);
  step_bust(parameters, coefficients, log_fullness, world.sentiment, rival.in_bust, bust_turn,
            bust_depth, own);
  set_event<F>(nation == us ? event_bust_us : event_bust_cn, in_bust(own), events);
  step_surge(parameters, coefficients, world.escalated, own);
  F cash[pool_count];
  step_channels(now, nation, world.sentiment, fullness, log_fullness, reaction, common, own, cash);
  step_fabs(parameters, coefficients, month, now.place, shortage, of_fabs, own);
  step_hidden_share(parameters, coefficients, month, now.place, cash[state_pool], own);

  // (2.4) where compute stands without power, that share of the orders is not placed
  RC_UNROLL
  for (int pool = 0; pool < pool_count; ++pool) cash[pool] = cash[pool] * own.energised;
  own.orders = cash[market_pool] + cash[state_pool];
  RC_UNROLL
  for (int pool = 0; pool < pool_count; ++pool) cash[pool] = cash[pool] + own.backlog[pool];
  const LineLimits<F> limits = line_limits(now.draw, now.tile, now.place, nation, market, own);
  const Deliveries<F> delivered =
      purchase(parameters, coefficients, market, shortage, limits, cash);
  now.metrics_of(nation).set_imported(delivered.imported);
  // (2.9) backlog <- (cash - paid) e^(-Delta / tau); purchase() has left cash - paid in `cash`
  RC_UNROLL
  for (int pool = 0; pool < pool_count; ++pool)
    own.backlog[pool] = cash[pool] * coefficients.backlog_keep;
  return delivered;
}

/// A month of one nation.
template <class F>
RC_INLINE void step_nation(const StepContext<F>& now, int nation, const GlobalState<F>& world,
                           const Market<F>& market, const Rival<F>& rival, NationState<F>& own,
                           IntOf<F>& events) {
  const NationParameters& parameters = now.draw.parameters.nation[nation];
  const NationCoefficients& coefficients = now.draw.nation[nation];
  const NationMonths& month = now.tile.nation[nation];

  // Sections 1 and 2: money becomes chips.
  own.energised =
      energised_share(own.headroom, own.grid_stress, parameters);  // (4.3), of last month
  const F reaction = race_reaction(own.perceived, parameters);     // (1.2)
  const F shortage = tightness(own);                               // (2.8)
  const Deliveries<F> delivered =
      step_spending(now, nation, world, market, reaction, shortage, rival, own, events);
  RC_FENCE();
  // Sections 3 and 6: chips become installed compute, seen or hidden.
  step_construction(coefficients, now.draw.world.stock_keep, world.escalated, delivered, own);
  RC_FENCE();
  // Sections 4 and 5: installed compute is powered and used.
  const auto [of_training, none, stress, breakthrough] = now.numbers.nation(nation, nation_chance);
  step_grid(parameters, coefficients, stress, own, events);
  const auto [of_power, of_algorithms, of_market, of_state] =
      now.numbers.nation(nation, nation_noise);
  step_power(parameters, coefficients, month, now.place, of_power, own);
  step_utilisation(coefficients, of_market, of_state, world.escalated, own);
  const NationMetrics<F> level = now.metrics_of(nation);
  use_compute(parameters, coefficients, month, now.place, world.escalated, own, level);
  RC_FENCE();
  // Sections 8 to 10: used compute becomes capability.
  step_algorithms(parameters, coefficients, month, now.place, of_algorithms, breakthrough, rival,
                  own, events);
  step_concentration(coefficients, of_training, own);
  spend_compute(coefficients, now.draw.world.window_keep, own, level);
  const F price = market.price - parameters.tightness_premium * shortage;  // (2.8), with scarcity
  // (10.2) caution = caution0 (1 - R): who fears to fall behind puts speed first
  const F caution = parameters.caution * (1.0f - reaction);
  measure_capability(now.draw, nation, price, caution, own, level);
}

/// What each nation believes of the balance follows what it can see, with a lag (eq. 12.1).
template <class F>
RC_INLINE void step_perceptions(const StepContext<F>& now, PathState<F>& path) {
  const F visible[nation_count] = {log(now.metrics_of(0)[metric_used_compute] + 1.0f),
                                   log(now.metrics_of(1)[metric_used_compute] + 1.0f)};
  RC_UNROLL
  for (int own = 0; own < nation_count; ++own) {
    // (12.1) perceived -> ln(used by the rival / used by itself) at the rate 1 / lag; a hidden
    // reserve is not in it
    const F gap = visible[1 - own] - visible[own];
    F& perceived = path.nation[own].perceived;
    perceived = gap + (perceived - gap) * now.draw.nation[own].perceive_keep;
  }
}

/// Takes a path from the end of the month before to the end of the month `now`.
template <class F>
RC_INLINE void step(const StepContext<F>& now, PathState<F>& path) {
  const auto seen = [&](int nation) -> Rival<F> {
    const NationState<F>& rival = path.nation[1 - nation];
    return {in_bust(rival), rival.algorithms, rival.breakthrough};
  };
  const Rival<F> rival[nation_count] = {seen(0), seen(1)};
  const F perceived[nation_count] = {path.nation[0].perceived, path.nation[1].perceived};
  step_global(now, perceived, path.world, path.events);
  const Market<F> market = market_of(now.draw, now.tile.world, now.place, path.world);
  RC_EACH(nation, nation_count) {
    RC_FENCE();
    step_nation(now, nation, path.world, market, rival[nation], path.nation[nation], path.events);
  }
  step_perceptions(now, path);
}

}  // namespace RC_ISA
}  // namespace racecast
