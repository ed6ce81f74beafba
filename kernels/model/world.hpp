// What the world does to both nations in a month: sentiment, prices, supply, export controls,
// escalation (eqs. 1.1, 2.1 to 2.3, 2.11, 2.12 and 7.1 to 7.3).
#pragma once

#include "kernels/model/state.hpp"

namespace racecast {
inline namespace RC_ISA {

/// The world market of a month.
template <class F>
struct Market {
  F price;                ///< ln H100e per USD_bn (eq. 2.1)
  F energy;               ///< GW per leading-edge H100e (eq. 2.2)
  F supply;               ///< leading-edge H100e made this month (eq. 2.3)
  F quota[nation_count];  ///< share of it that each nation takes up under export controls
};

/// Whether export controls are closed: by their own regime, or by an escalation.
template <class F>
RC_INLINE MaskOf<F> controls_closed(const GlobalState<F>& world) {
  return world.regime + 2.0f * world.escalated > 1.5f;
}

/// Prices and quotas that the world's state makes of the month's trends.
template <class F>
RC_INLINE Market<F> market_of(const Draw& draw, const GlobalMonths& month, int place,
                              const GlobalState<F>& world) {
  Market<F> market;
  market.price = month.price[place] + world.price_noise;
  market.energy = exp(month.energy[place] + world.energy_noise);
  // (2.12) a shock takes the share depth x of supply
  market.supply = exp(month.supply[place] + world.supply_noise) *
                  (1.0f - draw.parameters.world.shock_depth * world.supply_shock);
  const MaskOf<F> closed = controls_closed(world), open = world.regime < 0.5f;
  RC_UNROLL
  for (int nation = 0; nation < nation_count; ++nation) {
    const NationCoefficients& coefficients = draw.nation[nation];
    const F free =
        select(open, splat<F>(coefficients.quota_open), splat<F>(coefficients.quota_partial));
    market.quota[nation] = select(closed, splat<F>(coefficients.quota_closed), free);
  }
  return market;
}

/// Export controls: open <-> partial <-> closed, frozen by an escalation (eq. 2.11).
template <class F>
RC_INLINE void step_controls(const GlobalCoefficients& coefficients, F chance,
                             GlobalState<F>& world) {
  const MaskOf<F> open = world.regime < 0.5f;
  const MaskOf<F> closed = world.regime > 1.5f;
  const F calm = 1.0f - world.escalated;
  // (2.11) at most one transition a month, by competing hazards
  const F tighten =
      calm * select(open, splat<F>(coefficients.tighten_open),
                    select(closed, splat<F>(0.0f), splat<F>(coefficients.tighten_partial)));
  const F loosen =
      calm * select(closed, splat<F>(coefficients.loosen_closed),
                    select(open, splat<F>(0.0f), splat<F>(coefficients.loosen_partial)));
  const F rise = select(chance < tighten, splat<F>(1.0f), splat<F>(0.0f));
  const F fall = select(1.0f - chance < loosen, splat<F>(1.0f), splat<F>(0.0f));
  world.regime = world.regime + (rise - fall);
}

/// How near to parity one nation sees the race: 1 where it sees no gap (eq. 7.3).
template <class F>
RC_INLINE F parity_seen(F perceived, const GlobalCoefficients& coefficients) {
  return exp(larger(perceived * perceived * -coefficients.parity_inverse, splat<F>(-60.0f)));
}

/// Entry into and exit from an escalation (eqs. 7.1 and 7.3).
template <class F>
RC_INLINE void step_escalation(const Draw& draw, F chance, const F (&perceived)[nation_count],
                               GlobalState<F>& world) {
  const WorldParameters& parameters = draw.parameters.world;
  // (7.3) parity = mean over both nations of e^(-(perceived / w_q)^2)
  const F parity =
      0.5f * (parity_seen(perceived[0], draw.world) + parity_seen(perceived[1], draw.world));
  // (7.1) h = h0 e^(c_p proximity + c_q parity), at most 2 a year
  const F enter = chance_of_month(parameters.escalation_hazard *
                                  exp(fma(world.proximity, parameters.escalation_proximity,
                                          parity * parameters.escalation_parity)));
  const F turn = select(world.escalated > 0.0f, splat<F>(draw.world.escalation_exit), enter);
  world.escalated = select(chance < turn, 1.0f - world.escalated, world.escalated);
}

/// A month of the world. Everything looks at the state of the end of the month before.
template <class F>
RC_INLINE void step_global(const StepContext<F>& now, const F (&perceived)[nation_count],
                           GlobalState<F>& world, IntOf<F>& events) {
  const GlobalCoefficients& coefficients = now.draw.world;
  const auto [of_sentiment, of_price, of_energy, of_supply] = now.numbers.world(world_noise);
  // (1.1) s <- e^(-theta Delta) s + sqrt(1 - e^(-2 theta Delta)) eps
  world.sentiment =
      coefficients.sentiment_keep * world.sentiment + coefficients.sentiment_kick * of_sentiment;
  // (2.1) p = trend(t) + sigma_p W_p
  world.price_noise = world.price_noise + coefficients.price_kick * of_price;
  // (2.2) ln energy per chip = -trend(t) + sigma_e W_e
  world.energy_noise = world.energy_noise + coefficients.energy_kick * of_energy;
  // (2.3) ln S = trend(t) + x, x an Ornstein-Uhlenbeck process
  world.supply_noise =
      coefficients.supply_keep * world.supply_noise + coefficients.supply_kick * of_supply;

  const auto [of_controls, of_shock, of_escalation, none] = now.numbers.world(world_chance);
  // (2.12) x = 1 at the hazard h (1 + k [escalated]); x <- e^(-Delta / tau) x
  const F onset = select(world.escalated > 0.0f, splat<F>(coefficients.shock_escalated),
                         splat<F>(coefficients.shock_calm));
  const MaskOf<F> cut_off = of_shock < onset;
  world.supply_shock =
      select(cut_off, splat<F>(1.0f), world.supply_shock * coefficients.shock_keep);
  set_event<F>(event_supply_shock, cut_off, events);
  step_controls(coefficients, of_controls, world);
  step_escalation(now.draw, of_escalation, perceived, world);
  set_event<F>(event_escalated, world.escalated > 0.0f, events);
  world.closed_months =
      world.closed_months + select(controls_closed(world), splat<F>(1.0f), splat<F>(-1.0f));
}

/// How near a nation is to the primary threshold (eq. 7.2). `level` is its metric, `reached` where
/// it stands beyond the threshold or has arrived.
template <class F>
RC_INLINE F proximity(const GlobalCoefficients& coefficients, F level, MaskOf<F> reached) {
  // (7.2) proximity = max over nations of max(0, 1 - |ln(T / M)| / w_T), 0 once reached
  const F gap = coefficients.log_primary - log(larger(level, splat<F>(1e-30f)));
  const F near = positive_part(1.0f - larger(gap, -gap) * coefficients.proximity_inverse);
  return select(reached, splat<F>(0.0f), near);
}

}  // namespace RC_ISA
}  // namespace racecast
