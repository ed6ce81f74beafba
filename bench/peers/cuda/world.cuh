// A month of the world: sentiment, market, export controls, escalation.
#pragma once

#include "bench/peers/cuda/base.cuh"

struct World {
  float sentiment, price_noise, energy_noise, supply_noise, shock, proximity;
  int regime, closed_months, events;
  bool escalated;

  DEVICE bool closed() const { return escalated || regime == 2; }
};

struct Market {
  float price, energy, supply, uncontrolled, quota[2], not_smuggled;
};

/// What a nation shows its rival: the end of the month before.
struct Seen {
  bool in_bust;
  float algorithms, breakthrough;
};

DEVICE Market market_of(const Draw& draw, const Month& month, const World& world) {
  Market market;
  market.price = month.world.price + world.price_noise;
  market.energy = expf(month.world.energy + world.energy_noise);
  market.supply =
      expf(month.world.supply + world.supply_noise) * (1.0f - draw.world.shock_depth * world.shock);
#pragma unroll
  for (int n = 0; n < 2; ++n) {
    const Rates& rates = draw.rates[n];
    market.quota[n] = world.closed()      ? rates.quota_closed
                      : world.regime == 0 ? rates.quota_open
                                          : rates.quota_partial;
  }
  market.uncontrolled = market.supply * (1.0f - (market.quota[0] + market.quota[1]));
  market.not_smuggled = 1.0f - (month.nation[0].smuggled_share + month.nation[1].smuggled_share);
  return market;
}

DEVICE void step_controls(const WorldRates& rates, float u, World& world) {  // (2.11)
  const float tighten = world.regime == 0   ? rates.tighten_open
                        : world.regime == 1 ? rates.tighten_partial
                                            : 0.0f;
  const float loosen = world.regime == 2   ? rates.loosen_closed
                       : world.regime == 1 ? rates.loosen_partial
                                           : 0.0f;
  if (u < tighten)
    ++world.regime;
  else if (1.0f - u < loosen)
    --world.regime;
}

DEVICE void step_escalation(const WorldRates& rates, float u, float us_gap, float cn_gap,
                            World& world) {  // (7.1), (7.3)
  const float parity = 0.5f * (expf(-us_gap * us_gap * rates.parity_inverse) +
                               expf(-cn_gap * cn_gap * rates.parity_inverse));
  const float hazard = rates.escalation_hazard * expf(rates.escalation_proximity * world.proximity +
                                                      rates.escalation_parity * parity);
  const float turn = world.escalated ? rates.escalation_exit : capped_chance(hazard);
  if (u < turn) world.escalated = !world.escalated;
}

/// `us_gap`, `cn_gap`: how far each nation sees itself behind.
DEVICE void step_world(const WorldRates& rates, const Numbers& numbers, float us_gap, float cn_gap,
                       World& world) {
  const float4 z = numbers.normals(0), u = numbers.uniforms(1);
  world.sentiment = rates.sentiment_keep * world.sentiment + rates.sentiment_kick * z.x;
  world.price_noise += rates.price_kick * z.y;
  world.energy_noise += rates.energy_kick * z.z;
  world.supply_noise = rates.supply_keep * world.supply_noise + rates.supply_kick * z.w;
  world.shock *= rates.shock_keep;  // (2.12)
  if (u.y < (world.escalated ? rates.shock_escalated : rates.shock_calm)) {
    world.shock = 1.0f;
    world.events |= EVENT_supply_shock;
  }
  if (!world.escalated) step_controls(rates, u.x, world);
  step_escalation(rates, u.z, us_gap, cn_gap, world);
  if (world.escalated) world.events |= EVENT_escalated;
  world.closed_months += world.closed() ? 1 : -1;
}
