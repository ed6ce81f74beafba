// Section 1 of the model: what the channels of a nation spend (eqs. 1.2 to 1.12).
#pragma once

#include "kernels/model/world.hpp"

namespace racecast {
inline namespace RC_ISA {

/// Spending of a channel as a yearly rate, USD_bn, all of it and not only what is for AI (eq. 1.7).
/// `log_spend` is y of (1.6).
template <class F>
RC_INLINE F channel_spend(const NationState<F>& own, const ChannelParameters& channel,
                          F log_spend) {
  // (1.7) spend = e^(y - loading loss + loading surge)
  return exp(
      fma(own.bust_loss, -channel.bust_loading, fma(own.surge, channel.surge_loading, log_spend)));
}

template <class F>
RC_INLINE MaskOf<F> in_bust(const NationState<F>& own) {
  return own.bust_depth > 0.0f;
}

/// Entry, depth and end of an investment bust, and the loss of spending (eqs. 1.10 and 1.11).
template <class F>
RC_INLINE void step_bust(const NationParameters& parameters, const NationCoefficients& coefficients,
                         F log_fullness, F sentiment, MaskOf<F> rival_in_bust, F turn, F depth,
                         NationState<F>& own) {
  // (1.10) h = h0 f^eta e^(-c s) (1 + contagion [rival in bust]), at most 2 a year
  const F contagion =
      select(rival_in_bust, splat<F>(1.0f + parameters.bust_contagion), splat<F>(1.0f));
  const F enter = chance_of_month(
      parameters.bust_hazard * contagion *
      exp(parameters.bust_exponent * log_fullness - parameters.bust_sentiment * sentiment));
  const MaskOf<F> was = in_bust(own);
  const MaskOf<F> turns = turn < select(was, coefficients.bust_exit, enter);
  const F drawn = parameters.bust_depth * (0.5f + depth) + 1e-6f;
  own.bust_depth = select(turns, select(was, splat<F>(0.0f), drawn), own.bust_depth);
  // (1.11) loss -> depth at the rate `speed` during a bust, -> 0 at the rate `recovery` after it
  const F falling = own.bust_depth + (own.bust_loss - own.bust_depth) * coefficients.loss_keep;
  const F recovering = own.bust_loss * coefficients.recovery_keep;
  own.bust_loss = select(in_bust(own), falling, recovering);
}

/// What an escalation adds to spending, and how that fades (eq. 1.12).
template <class F>
RC_INLINE void step_surge(const NationParameters& parameters,
                          const NationCoefficients& coefficients, F escalated,
                          NationState<F>& own) {
  // (1.12) surge -> cap at the rate `speed` while escalated, -> 0 at the rate `decay` after it
  const F rising =
      parameters.surge_cap + (own.surge - parameters.surge_cap) * coefficients.surge_keep;
  own.surge = select(escalated > 0.0f, rising, own.surge * coefficients.surge_decay_keep);
}

/// Spending of every channel; accelerator money of each pool is returned in `ordered` (USD_bn).
/// `fullness` is (1.4), `reaction` R of (1.2).
template <class F>
RC_INLINE void step_channels(const StepContext<F>& now, int nation, F sentiment, F fullness,
                             F log_fullness, F reaction, F common_shock, const NationState<F>& own,
                             F (&ordered)[pool_count]) {
  const Forecast& forecast = now.forecast;
  const NationParameters& parameters = now.draw.parameters.nation[nation];
  const NationCoefficients& coefficients = now.draw.nation[nation];
  const NationMonths& month = now.tile.nation[nation];

  const F pressed = reaction - coefficients.reaction_start;  // today's growth already holds R(0)
  const F room = 1.0f - parameters.ceiling_fade * fullness;
  const F pull = parameters.ceiling_pull * positive_part(log_fullness);

  const NationMetrics<F> level = now.metrics_of(nation);
  F investment = splat<F>(month.programme_spend[now.place]);
  ordered[market_pool] = splat<F>(0.0f);
  ordered[state_pool] = splat<F>(month.programme_orders[now.place]);
  const int channels = forecast.channel_count[nation];
  for (int first = 0; first < channels; first += channels_of_block) {
    const auto shock = now.numbers.channels(nation, first / channels_of_block);
    RC_EACH(i, channels_of_block) {
      const int k = first + i;
      if (k >= channels) break;
      const ChannelParameters& channel = parameters.channel[k];
      const ChannelCoefficients& rate = coefficients.channel[k];
      // (1.3) m = g_inf + (g0 - g_inf) 2^(-t / half-life)
      const float trend = fma(rate.growth, month.growth_decay[now.place], parameters.late_growth);
      // (1.5) D = m + beta s + rho (R - R(0));  drift = D (1 - a f if D > 0) - lambda max(0, ln f)
      const F growth =
          fma(pressed, channel.race_response, fma(sentiment, channel.sentiment_loading, trend));
      const F drift = growth * select(growth > 0.0f, room, 1.0f) - pull;
      // (1.6) dy = drift dt + sigma (sqrt(q) dW_c + sqrt(1 - q) dW_ck)
      const F log_spend =
          level.log_spend(k) +
          fma(drift, month_length, fma(common_shock, rate.common_kick, shock[i] * rate.own_kick));
      level.set_log_spend(k, log_spend);
      const F spend = channel_spend(own, channel, log_spend);
      // AI spending is the AI share of it, summed over the channels
      investment = fma(spend, channel.ai_share, investment);
      // (2.4) orders = AI share x accelerator share x spend x Delta
      if (forecast.channel_pool[nation][k] == Pool::market)
        ordered[market_pool] = fma(spend, rate.order_share, ordered[market_pool]);
      else
        ordered[state_pool] = fma(spend, rate.order_share, ordered[state_pool]);
    }
  }
  level.set(metric_investment, investment);
}

}  // namespace RC_ISA
}  // namespace racecast
