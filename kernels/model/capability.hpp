// Sections 8 to 10 of the model: what used compute amounts to (eqs. 8.2, 8.3, 9.1 and 10.3
// to 10.6).
#pragma once

#include "kernels/model/power.hpp"

namespace racecast {
inline namespace RC_ISA {

/// ln of the algorithmic efficiency beyond which the model says nothing: seventeen orders of
/// magnitude. Only absurd corners of priors get there; the cap keeps them within float32.
inline constexpr float most_algorithms = 40.0f;

/// Algorithmic efficiency: the nation's own progress, breakthroughs, and what it learns of its
/// rival.
template <class F>
RC_INLINE void step_algorithms(const NationParameters& parameters,
                               const NationCoefficients& coefficients, const NationMonths& month,
                               int place, F shock, F u, const Rival<F>& rival, NationState<F>& own,
                               IntOf<F>& events) {
  // (8.3) at the chance p, of the exponential size b ln(p / u): given u < p, u / p is uniform
  const float chance = month.breakthrough[place];
  const MaskOf<F> found = u < chance;
  const F size = parameters.breakthrough_size * (log(larger(chance, 1e-30f)) - log(u));
  own.breakthrough = select(found, size, splat<F>(0.0f));
  set_event<F>(event_laggard_breakthrough, both(found, own.perceived > 0.0f), events);
  // (8.2) a <- a + own part + sigma sqrt(Delta) eps + breakthrough
  //           + flow ((1 - e^(-delta Delta)) max(0, a_rival - a) + openness breakthrough_rival)
  const F behind = positive_part(rival.algorithms - own.algorithms);
  const F learned = fma(behind, coefficients.diffuse, coefficients.spill * rival.breakthrough);
  const F progress = (month.algorithms[place] + coefficients.algorithm_kick * shock) +
                     (own.breakthrough + learned);
  own.algorithms = smaller(own.algorithms + progress, splat<F>(most_algorithms));
}

/// The log odds of the share of used compute that the largest training run gets (eq. 9.1).
template <class F>
RC_INLINE void step_concentration(const NationCoefficients& coefficients, F shock,
                                  NationState<F>& own) {
  // (9.1) log odds = an Ornstein-Uhlenbeck process around those of the limit, + shift x mobilised
  own.share_odds = coefficients.share_odds +
                   (own.share_odds - coefficients.share_odds) * coefficients.share_keep +
                   coefficients.share_kick * shock;
}

/// Metrics of training, and of tokens. `price` is ln H100e per USD_bn, shortage included; `caution`
/// (10.2) the share of capability that is held back.
template <class F>
RC_INLINE void measure_capability(const Draw& draw, int nation, F price, F caution,
                                  const NationState<F>& own, const NationMetrics<F>& level) {
  const NationParameters& parameters = draw.parameters.nation[nation];
  const NationCoefficients& coefficients = draw.nation[nation];
  const F share = logistic(fma(own.mobilised, parameters.training_share_mobilised, own.share_odds));
  // (10.3) training = used in the window x share x (1 - caution) x MFU x 989e12 x window
  const F training = own.used_in_window * (share * (1.0f - caution)) * coefficients.training_factor;
  level.set(metric_training_compute, training);
  // (10.4) effective = training x e^a
  level.set(metric_effective_compute, training * exp(own.algorithms));
  // (10.6) token cost = c0 e^(-(p - p0) - theta (a - a0)) u0 / u
  const F cheaper =
      (price - draw.world.price_start) +
      draw.parameters.world.token_algorithms * (own.algorithms + parameters.algorithm_lag);
  level.set(metric_token_cost, parameters.token_cost * coefficients.utilisation_start *
                                   exp(-cheaper) / (level[metric_utilisation] + 1e-6f));
}

/// Compute spent in a month (eqs. 10.3 and 10.5).
template <class F>
RC_INLINE void spend_compute(const NationCoefficients& coefficients, float window_keep,
                             NationState<F>& own, const NationMetrics<F>& level) {
  const F used = level[metric_used_compute];
  own.used_in_window = used + (own.used_in_window - used) * window_keep;
  // (10.5) cumulative <- cumulative + used x MFU x 989e12 x e^a x Delta
  level.set(metric_cumulative_compute, fma(used * coefficients.cumulative_factor,
                                           exp(own.algorithms), level[metric_cumulative_compute]));
}

}  // namespace RC_ISA
}  // namespace racecast
