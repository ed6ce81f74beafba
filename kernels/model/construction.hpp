// Sections 3 and 6 of the model: chips become installed compute, seen or hidden (eqs. 3.1
// to 3.3, 6.1 and 6.2).
#pragma once

#include "kernels/model/chips.hpp"

namespace racecast {
inline namespace RC_ISA {

/// Three stages of construction, emptied last to first (eq. 3.1). `energised` is the share of what
/// is ready that finds power.
template <class F>
RC_INLINE F flow_through(F (&stage)[stages], float outflow, F energised, F entering) {
  // (3.1) each stage passes on the share min(1, 3 Delta / L) of what it held: mean delay exactly L;
  // the last one as far as there is power
  const F completed = outflow * energised * stage[2];
  const F second = outflow * stage[1];
  const F first = outflow * stage[0];
  stage[2] = stage[2] - completed + second;
  stage[1] = stage[1] - second + first;
  stage[0] = stage[0] - first + entering;
  return completed;
}

/// Share of a month's state orders that is hidden: of the nation's own, and of what programmes hide
/// besides (eq. 6.1).
template <class F>
RC_INLINE F hidden_part(const NationParameters& parameters, const NationMonths& month, int place,
                        F state_orders) {
  const F by_programmes = month.hidden_orders[place] / (state_orders + 1e-30f);
  return parameters.hidden_share + (1.0f - parameters.hidden_share) * by_programmes;
}

/// The hidden share of the state pool's pipeline follows that of its orders by the lead time
/// (eq. 6.1).
template <class F>
RC_INLINE void step_hidden_share(const NationParameters& parameters,
                                 const NationCoefficients& coefficients, const NationMonths& month,
                                 int place, F state_orders, NationState<F>& own) {
  const F ordered = hidden_part(parameters, month, place, state_orders);
  own.hidden_share = ordered + (own.hidden_share - ordered) * coefficients.building_keep;
}

/// What completes and what retires in a month, of compute and its power together.
template <class F>
RC_INLINE void step_construction(const NationCoefficients& coefficients, float stock_keep,
                                 F escalated, const Deliveries<F>& delivered, NationState<F>& own) {
  F completed[pool_count], powered[pool_count];
  RC_UNROLL
  for (int pool = 0; pool < pool_count; ++pool) {
    completed[pool] = flow_through(own.building[pool], coefficients.outflow, own.energised,
                                   delivered.to_pool[pool]);
    powered[pool] = flow_through(own.building_power[pool], coefficients.outflow, own.energised,
                                 delivered.power[pool]);
  }
  // (6.1) the hidden share leaves with what the state completes
  const F hidden = own.hidden_share * completed[state_pool];
  const F hidden_power = own.hidden_share * powered[state_pool];
  // (6.2) an escalation moves 1 - e^(-Delta / tau) of the reserve a month into what is seen
  const F moving = escalated * (1.0f - coefficients.mobilise_keep);
  const F surfaced = own.reserve * moving, surfaced_power = own.reserve_power * moving;
  own.reserve = (own.reserve - surfaced) * stock_keep + hidden;
  own.reserve_power = (own.reserve_power - surfaced_power) * stock_keep + hidden_power;
  // (3.3) stock <- stock e^(-Delta / Lambda) + completions
  own.installed[market_pool] = own.installed[market_pool] * stock_keep + completed[market_pool];
  own.installed[state_pool] =
      (own.installed[state_pool] + surfaced) * stock_keep + (completed[state_pool] - hidden);
  own.power = (own.power + surfaced_power) * stock_keep +
              (powered[market_pool] + (powered[state_pool] - hidden_power));
}

}  // namespace RC_ISA
}  // namespace racecast
