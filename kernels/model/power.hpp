// Sections 4 and 5 of the model: which of the installed compute has power, and which of that is
// used (eqs. 4.1 to 4.4 and 5.1 to 5.4).
#pragma once

#include "kernels/model/construction.hpp"

namespace racecast {
inline namespace RC_ISA {

/// Onset and fading of grid stress, by last month's headroom (eq. 4.4).
template <class F>
RC_INLINE void step_grid(const NationParameters& parameters, const NationCoefficients& coefficients,
                         F chance, NationState<F>& own, IntOf<F>& events) {
  // (4.4) h = h0 min(demanded / available, 2)^gamma, at most 2 a year;
  //       x = 1 at the onset, x <- e^(-Delta / tau) x
  const F log_headroom = larger(log(smaller(own.headroom, splat<F>(1e20f))), splat<F>(-ln2));
  const F hazard = parameters.grid_hazard * exp(log_headroom * -parameters.grid_exponent);
  const MaskOf<F> onset = chance < chance_of_month(hazard);
  own.grid_stress = select(onset, splat<F>(1.0f), own.grid_stress * coefficients.stress_keep);
  set_event<F>(event_grid_stress, onset, events);
}

/// Power of the month, and the share of installed compute that has it.
template <class F>
RC_INLINE void step_power(const NationParameters& parameters,
                          const NationCoefficients& coefficients, const NationMonths& month,
                          int place, F shock, NationState<F>& own) {
  // (4.1) ln A = trend + sigma W;  (4.2) what is built behind the meter and by programmes comes on
  // top
  own.power_noise = own.power_noise + coefficients.power_kick * shock;
  const F available =
      fma(exp(own.power_noise), month.power_trend[place], splat<F>(month.power_added[place]));
  // (4.3) energised = abroad + home min(1, available / demanded) (1 - cut x)
  own.headroom = power_headroom(available, own.power, parameters);
  own.energised = energised_share(own.headroom, own.grid_stress, parameters);
}

/// Utilisation of both pools (eqs. 5.1 to 5.4); leaves the metrics of use.
template <class F>
RC_INLINE void use_compute(const NationParameters& parameters,
                           const NationCoefficients& coefficients, const NationMonths& month,
                           int place, F escalated, const NationState<F>& own,
                           const NationMetrics<F>& level) {
  const F market = logistic(coefficients.market_odds + own.odds_noise[market_pool]);
  // (5.2) log odds of the state pool = platform's mean + noise + shift x mobilised
  const F state = logistic(fma(own.mobilised, parameters.mobilised_shift,
                               month.state_odds[place] + own.odds_noise[state_pool]));
  const F installed = own.installed[market_pool] + own.installed[state_pool];
  const F running =
      own.energised * fma(market, own.installed[market_pool], state * own.installed[state_pool]);
  // (5.4) used = count x energised x utilised + rented abroad, which an escalation cuts off
  const F rented = month.rented[place] * (1.0f - escalated);
  level.set(metric_installed_compute, coefficients.count * installed);
  level.set(metric_total_compute, coefficients.count * (installed + own.reserve));
  level.set(metric_ai_power, own.power);
  level.set(metric_utilisation, running / (installed + 1e-30f));
  level.set(metric_used_compute, fma(running, coefficients.count, rented));
}

/// Noise of utilisation, and how far an escalation has mobilised what stood idle.
template <class F>
RC_INLINE void step_utilisation(const NationCoefficients& coefficients, F market_shock,
                                F state_shock, F escalated, NationState<F>& own) {
  // (5.1) log odds = mean + x, x an Ornstein-Uhlenbeck process
  own.odds_noise[market_pool] = coefficients.utilisation_keep * own.odds_noise[market_pool] +
                                coefficients.utilisation_kick * market_shock;
  own.odds_noise[state_pool] = coefficients.utilisation_keep * own.odds_noise[state_pool] +
                               coefficients.utilisation_kick * state_shock;
  // (6.3) mobilised -> 1 while escalated, else -> 0, at the rate 1 / tau
  own.mobilised = escalated + (own.mobilised - escalated) * coefficients.mobilise_keep;
}

}  // namespace RC_ISA
}  // namespace racecast
