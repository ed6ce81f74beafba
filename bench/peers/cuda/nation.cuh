// The start and a month of one nation. `n` is a constant, so that both live in registers.
#pragma once

#include "bench/peers/cuda/sections.cuh"

template <int n>
DEVICE const Channel& channel_of(const Draw& draw, int k) {
  return n == 0 ? draw.us_channel[k] : draw.cn_channel[k];
}
template <int n>
DEVICE bool of_state(int k) {
  return ((n == 0 ? US_STATE_POOL : CN_STATE_POOL) >> k & 1) != 0;
}

template <int n>
DEVICE void start_nation(const Draw& draw, const NationMonth& month, const Market& market,
                         Nation& own) {
  const Given& given = draw.given[n];
  const Rates& rates = draw.rates[n];
  own = Nation{};
  own.wafers = 1.0f;
  own.perceived = rates.perceived_start;
  own.energised = rates.energised_start;
  own.headroom = rates.headroom_start;
  own.share_odds = rates.share_start;
  own.algorithms = -given.algorithm_lag;
  const float energy = given.installed_energy * 1e-6f;
  own.stock[1] = given.installed * given.state_share;
  own.stock[0] = given.installed - own.stock[1];
  own.power = given.installed * energy;
  own.reserve = given.initial_reserve * own.stock[1];
  own.reserve_power = own.reserve * energy;
  own.level[METRIC_investment] = month.programme_spend;
  Money cash{{0.0f, month.programme_orders}};
#pragma unroll
  for (int k = 0; k < (n == 0 ? US_CHANNELS : CN_CHANNELS); ++k) {
    own.log_spend[k] = channel_of<n>(draw, k).start;
    spend(channel_of<n>(draw, k), of_state<n>(k), own.log_spend[k], own, cash);
  }
  own.hidden_share = hidden_part(given, month, cash.pool[1]);
#pragma unroll
  for (int p = 0; p < 2; ++p) cash.pool[p] *= own.energised;
  own.orders = cash.pool[0] + cash.pool[1];
  const Deliveries first =
      purchase(given, rates, month, market, market.quota[n], 0.0f, own.wafers, cash);
  const float fill[3] = {rates.fill_0, rates.fill_1, rates.fill_2};
#pragma unroll
  for (int p = 0; p < 2; ++p)
#pragma unroll
    for (int stage = 0; stage < 3; ++stage) {
      own.chips[p].stage[stage] = first.chips[p] * fill[stage];
      own.power_of[p].stage[stage] = first.power[p] * fill[stage];
    }
  use_compute(given, rates, month, false, own);
  own.in_window = own.level[METRIC_used_compute] /
                  (1.0f + fmaxf(given.delivery_growth, 0.0f) * draw.world.training_window);
  own.level[METRIC_cumulative_compute] = given.cumulative_start;
  measure(given, rates, draw.world, market.price, given.caution * (1.0f - rates.reaction_start),
          expf(own.algorithms), own);
}

/// What the channels spend in a month, and the accelerators they order.
template <int n>
DEVICE Money step_channels(const Draw& draw, const NationMonth& month, const Numbers& numbers,
                           float fullness, float log_fullness, float reaction, float sentiment,
                           float common, Nation& own) {
  const Given& given = draw.given[n];
  const float pressed = reaction - draw.rates[n].reaction_start;
  const float room = 1.0f - given.ceiling_fade * fullness;
  const float pull = given.ceiling_pull * fmaxf(log_fullness, 0.0f);
  own.level[METRIC_investment] = month.programme_spend;
  Money orders{{0.0f, month.programme_orders}};
  float4 z{};
#pragma unroll
  for (int k = 0; k < (n == 0 ? US_CHANNELS : CN_CHANNELS); ++k) {
    if (k % 4 == 0) z = numbers.normals(8 + 4 * n + k / 4);
    const float own_shock = k % 4 == 0 ? z.x : k % 4 == 1 ? z.y : k % 4 == 2 ? z.z : z.w;
    const Channel& channel = channel_of<n>(draw, k);
    const float trend = channel.growth * month.growth_decay + given.late_growth;  // (1.3)
    const float growth =
        trend + pressed * channel.race_response + sentiment * channel.sentiment_loading;
    const float drift = (growth > 0.0f ? growth * room : growth) - pull;  // (1.5)
    own.log_spend[k] +=
        drift * DT + channel.common_kick * common + channel.own_kick * own_shock;  // (1.6)
    spend(channel, of_state<n>(k), own.log_spend[k], own, orders);
  }
  return orders;
}

template <int n>
DEVICE void step_nation(const Draw& draw, const NationMonth& month, const Market& market,
                        const Numbers& numbers, const Seen& rival, World& world, Nation& own) {
  const Given& given = draw.given[n];
  const Rates& rates = draw.rates[n];
  const float x = fmaxf(own.perceived + given.race_comfort, 0.0f) / given.race_width;  // (1.2)
  const float reaction = x / (1.0f + x);
  const float backlog = own.backlog[0] + own.backlog[1];
  const float shortage = backlog / (backlog + 3.0f * own.orders + TINY);  // (2.8)
  const float fullness = own.level[METRIC_investment] * month.ceiling_inverse + TINY;
  const float log_fullness = logf(fullness);
  const float4 money = numbers.mixed(2 + 3 * n);
  step_bust(given, rates, log_fullness, world.sentiment, rival, money.z, money.w,
            n == 0 ? EVENT_bust_us : EVENT_bust_cn, world, own);
  own.surge = world.escalated ? given.surge_cap + (own.surge - given.surge_cap) * rates.surge_keep
                              : own.surge * rates.surge_decay_keep;  // (1.12)
  Money cash = step_channels<n>(draw, month, numbers, fullness, log_fullness, reaction,
                                world.sentiment, money.x, own);
  const float room = month.fab_boost - own.wafers * rates.fab_ceiling_inverse;  // (2.7)
  own.wafers *= expf(rates.fab_step * (1.0f + given.tightness_fabs * shortage) * room +
                     rates.fab_kick * money.y);
  const float hidden = hidden_part(given, month, cash.pool[1]);
#pragma unroll
  for (int p = 0; p < 2; ++p) cash.pool[p] *= own.energised;
  own.orders = cash.pool[0] + cash.pool[1];
#pragma unroll
  for (int p = 0; p < 2; ++p) cash.pool[p] += own.backlog[p];
  const Deliveries delivered =
      purchase(given, rates, month, market, market.quota[n], shortage, own.wafers, cash);
#pragma unroll
  for (int p = 0; p < 2; ++p) own.backlog[p] = cash.pool[p] * rates.backlog_keep;  // (2.9)
  construct(rates, draw.world.stock_keep, hidden, world.escalated, delivered, own);
  const float4 odd = numbers.mixed(4 + 3 * n), noise = numbers.normals(3 + 3 * n);
  step_power(given, rates, month, odd.z, noise.x, world, own);
  own.odds_noise[0] = rates.utilisation_keep * own.odds_noise[0] + rates.utilisation_kick * noise.z;
  own.odds_noise[1] = rates.utilisation_keep * own.odds_noise[1] + rates.utilisation_kick * noise.w;
  const float target = world.escalated ? 1.0f : 0.0f;
  own.mobilised = target + (own.mobilised - target) * rates.mobilise_keep;  // (6.3)
  use_compute(given, rates, month, world.escalated, own);
  step_algorithms(given, rates, month, rival, odd.w, noise.y, world, own);
  own.share_odds = rates.share_odds + (own.share_odds - rates.share_odds) * rates.share_keep +
                   rates.share_kick * odd.x;  // (9.1)
  const float efficiency = expf(own.algorithms), used = own.level[METRIC_used_compute];
  own.in_window = used + (own.in_window - used) * draw.world.window_keep;
  own.level[METRIC_cumulative_compute] += used * rates.cumulative_factor * efficiency;
  measure(given, rates, draw.world, market.price - given.tightness_premium * shortage,
          given.caution * (1.0f - reaction), efficiency, own);
}
