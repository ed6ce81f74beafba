// One draw: its parameters, and what follows from them alone, computed once and shared by its paths.
#pragma once

#include "kernels/base/math.hpp"
#include "kernels/model/forecast.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr float month_length = 1.0f / 12.0f;  // years; Delta in the equations
inline constexpr float root_month = 0x1.279a74p-2f;  // sqrt(Delta)

struct WorldRates {
  float sentiment_keep, sentiment_kick;
  float price_kick, energy_kick;
  float supply_keep, supply_kick;
  float stock_keep;  ///< share of installed compute that survives a month
};

struct ChannelRates {
  float growth;       ///< g0 with the nation's shift, above late growth
  float common_kick, own_kick;
  float order_share;  ///< of a year's spending, ordered as accelerators in a month
};

struct NationRates {
  float perceived_start, reaction_start, perceive_keep;
  float backlog_keep;
  float import_share;  ///< of world supply
  float import_price, domestic_price, smuggled_price;  ///< multiples of the world price
  float domestic_energy;                               ///< multiple of leading-edge energy
  float fab_step, fab_kick, fab_ceiling_inverse;
  float outflow;       ///< share of a stage of construction that leaves it in a month
  float stage_fill[3]; ///< years of deliveries that each stage holds at the start
  float bust_exit, loss_keep, recovery_keep;
  ChannelRates channel[max_channels];
};

struct Draw {
  Parameters given;
  WorldRates world;
  NationRates nation[nation_count];
};

/// e^(-rate Delta): what an exponential lag keeps over one month.
RC_INLINE float keep(float rate) { return exp(-rate * month_length); }

/// Standard deviation of a month's innovation of an Ornstein-Uhlenbeck process, exactly discretised:
/// sigma sqrt((1 - e^(-2 theta Delta)) / (2 theta)), and sigma sqrt(Delta) without reversion.
RC_INLINE float ou_kick(float sigma, float theta) {
  const float exact = sqrt(-expm1(-2.0f * theta * month_length) / (2.0f * theta + 1e-30f));
  return sigma * select(theta > 1e-6f, exact, root_month);
}

/// Race reaction (eq. 1.2): x / (1 + x), x = max(0, perceived + comfort) / width.
template <class F>
RC_INLINE F race_reaction(F perceived, const NationParameters& own) {
  const F x = positive_part(perceived + own.race_comfort) / own.race_width;
  return x / (1.0f + x);
}

RC_HD inline WorldRates world_rates(const WorldParameters& world) {
  WorldRates rates;
  rates.sentiment_keep = keep(world.sentiment_reversion);
  rates.sentiment_kick = sqrt(-expm1(-2.0f * world.sentiment_reversion * month_length));
  rates.price_kick = world.chips_volatility * root_month;
  rates.energy_kick = world.energy_volatility * root_month;
  rates.supply_keep = keep(world.supply_reversion);
  rates.supply_kick = ou_kick(world.supply_volatility, world.supply_reversion);
  rates.stock_keep = keep(1.0f / world.chip_life);
  return rates;
}

RC_HD inline ChannelRates channel_rates(const ChannelParameters& channel,
                                        const NationParameters& nation) {
  ChannelRates rates;
  rates.growth = channel.growth + nation.growth_shift - nation.late_growth;
  const float kick = channel.volatility * root_month;
  rates.common_kick = kick * sqrt(nation.common_noise);
  rates.own_kick = kick * sqrt(1.0f - nation.common_noise);
  rates.order_share = channel.ai_share * channel.accelerator_share * month_length;
  return rates;
}

/// Written in place: a copy of this size would not stay in the registers of a GPU thread.
RC_HD inline void set_nation_rates(const Parameters& given, int own, int channels,
                                   NationRates& rates) {
  const NationParameters& nation = given.nation[own];
  // A nation without compute at the start would see an infinite gap: one H100e is nobody's lead.
  const float rival_stock = given.nation[1 - own].installed + 1.0f;
  rates.perceived_start = log(rival_stock) - log(nation.installed + 1.0f);
  rates.reaction_start = race_reaction(rates.perceived_start, nation);
  rates.perceive_keep = keep(1.0f / nation.race_lag);
  rates.backlog_keep = keep(1.0f / nation.backlog_life);
  const float controlled = given.nation[0].import_quota + given.nation[1].import_quota;
  rates.import_share = nation.import_quota * nation.import_take_up +
                       nation.supply_share * (1.0f - controlled);
  rates.import_price = exp(nation.import_premium);
  rates.domestic_price = exp(nation.domestic_premium);
  rates.smuggled_price = exp(nation.smuggled_premium);
  rates.domestic_energy = exp(nation.domestic_energy_penalty);
  rates.fab_step = nation.fab_growth * month_length;
  rates.fab_kick = nation.fab_volatility * root_month;
  rates.fab_ceiling_inverse = 1.0f / nation.fab_ceiling;
  const float through = 3.0f / nation.lead_time;
  rates.outflow = smaller(1.0f, through * month_length);
  const float thinning = through / (through + nation.delivery_growth);
  rates.stage_fill[0] = 1.0f / (through + nation.delivery_growth);
  rates.stage_fill[1] = rates.stage_fill[0] * thinning;
  rates.stage_fill[2] = rates.stage_fill[1] * thinning;
  rates.bust_exit = -expm1(-month_length / nation.bust_duration);
  rates.loss_keep = keep(nation.bust_speed);
  rates.recovery_keep = keep(nation.bust_recovery);
  for (int k = 0; k < channels; ++k)
    rates.channel[k] = channel_rates(nation.channel[k], nation);
}

}  // namespace RC_ISA
}  // namespace racecast
