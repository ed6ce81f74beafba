// One draw: its parameters, and what follows from them alone, computed once and shared by its
// paths.
#pragma once

#include "kernels/model/forecast.hpp"
#include "kernels/model/relations.hpp"

namespace racecast {
inline namespace RC_ISA {

struct GlobalCoefficients {
  float sentiment_keep, sentiment_kick;
  float price_kick, energy_kick;
  float supply_keep, supply_kick;
  float stock_keep;   ///< share of installed compute that survives a month
  float price_start;  ///< ln H100e per USD_bn
  float regime_start;
  float tighten_open, tighten_partial, loosen_partial, loosen_closed;  ///< chances in a month
  float shock_calm, shock_escalated;  ///< chances of a supply shock in a month
  float shock_keep;
  float escalation_exit;
  float proximity_inverse, parity_inverse;  ///< 1 / width, 1 / width^2
  float log_primary;                        ///< ln of the primary threshold's value
  float pooling_done;  ///< years after the start at which the first pooling platform is complete
  float window_keep;   ///< of the compute that a training run has had
};

struct ChannelCoefficients {
  float growth;  ///< g0 with the nation's shift, above late growth
  float common_kick, own_kick;
  float order_share;  ///< of a year's spending, ordered as accelerators in a month
};

struct NationCoefficients {
  float perceived_start, reaction_start, perceive_keep;
  float bust_exit, loss_keep, recovery_keep;
  float surge_keep, surge_decay_keep;
  float backlog_keep;
  float quota_open, quota_partial, quota_closed;  ///< of world supply, as far as it is taken up
  float supply_share;                             ///< of the uncontrolled supply
  float import_price, domestic_price, smuggled_price;  ///< multiples of the world price
  float domestic_energy;                               ///< multiple of leading-edge energy
  float fab_step, fab_kick, fab_ceiling_inverse;
  float outflow;        ///< share of a stage of construction that leaves it in a month
  float building_keep;  ///< of what is known of the pipeline's make-up
  float stage_fill[3];  ///< years of deliveries that each stage holds at the start
  float power_kick, stress_keep;
  float headroom_start, energised_start, utilisation_start;
  float market_odds;  ///< mean log odds of utilisation of the market pool
  float utilisation_keep, utilisation_kick;
  float mobilise_keep;
  float algorithm_kick, diffuse, spill;
  float share_odds, share_start, share_keep, share_kick;  ///< log odds of the largest run's share
  float count;                                            ///< H100e counted for each
  float training_factor;    ///< 1e24 FLOP of a run for each used H100e
  float cumulative_factor;  ///< 1e24 FLOP a month for each used H100e
  ChannelCoefficients channel[max_channels];
};

struct Draw {
  Parameters parameters;
  GlobalCoefficients world;
  NationCoefficients nation[nation_count];
};

/// e^(-rate Delta): what an exponential lag keeps over one month.
RC_INLINE float keep(float rate) { return exp(-rate * month_length); }

/// Chance within a month of an event of this hazard.
RC_INLINE float chance(float hazard) { return -expm1(-hazard * month_length); }

/// The part of two competing hazards' chance that falls to the first.
RC_INLINE float competing_chance(float hazard, float other) {
  return chance(hazard + other) * (hazard / (hazard + other + 1e-30f));
}

/// Standard deviation of a month's innovation of an Ornstein-Uhlenbeck process, exactly
/// discretised: sigma sqrt((1 - e^(-2 theta Delta)) / (2 theta)), and sigma sqrt(Delta) without
/// reversion.
RC_INLINE float ou_kick(float sigma, float theta) {
  const float exact = sqrt(-expm1(-2.0f * theta * month_length) / (2.0f * theta + 1e-30f));
  return sigma * select(theta > 1e-6f, exact, root_month);
}

RC_HD inline void set_global_coefficients(const Forecast& forecast, const Parameters& parameters,
                                          GlobalCoefficients& coefficients) {
  const WorldParameters& world = parameters.world;
  coefficients.sentiment_keep = keep(world.sentiment_reversion);
  coefficients.sentiment_kick = sqrt(-expm1(-2.0f * world.sentiment_reversion * month_length));
  coefficients.price_kick = world.chips_volatility * root_month;
  coefficients.energy_kick = world.energy_volatility * root_month;
  coefficients.supply_keep = keep(world.supply_reversion);
  coefficients.supply_kick = ou_kick(world.supply_volatility, world.supply_reversion);
  coefficients.stock_keep = keep(1.0f / world.chip_life);
  coefficients.price_start = log(world.chips_per_usd_bn);
  coefficients.regime_start = world.regime_start < 0.5f   ? 0.0f
                              : world.regime_start < 1.5f ? 1.0f
                                                          : 2.0f;
  coefficients.tighten_open = chance(world.tighten_open);
  coefficients.tighten_partial = competing_chance(world.tighten_partial, world.loosen_partial);
  coefficients.loosen_partial = competing_chance(world.loosen_partial, world.tighten_partial);
  coefficients.loosen_closed = chance(world.loosen_closed);
  coefficients.shock_calm = chance(world.shock_hazard);
  coefficients.shock_escalated = chance(world.shock_hazard * (1.0f + world.shock_escalation));
  coefficients.shock_keep = keep(1.0f / world.shock_duration);
  coefficients.escalation_exit = chance(1.0f / world.escalation_duration);
  coefficients.proximity_inverse = 1.0f / world.proximity_width;
  coefficients.parity_inverse = 1.0f / (world.parity_width * world.parity_width);
  coefficients.log_primary = log(larger(parameters.threshold[forecast.primary].value, 1e-30f));
  coefficients.pooling_done =
      smaller(parameters.nation[0].pooling_start + parameters.nation[0].pooling_ramp,
              parameters.nation[1].pooling_start + parameters.nation[1].pooling_ramp);
  coefficients.window_keep = keep(1.0f / world.training_window);
}

RC_HD inline ChannelCoefficients channel_coefficients(const ChannelParameters& channel,
                                                      const NationParameters& nation) {
  ChannelCoefficients coefficients;
  coefficients.growth = channel.growth + nation.growth_shift - nation.late_growth;
  const float kick = channel.volatility * root_month;
  coefficients.common_kick = kick * sqrt(nation.common_noise);
  coefficients.own_kick = kick * sqrt(1.0f - nation.common_noise);
  coefficients.order_share = channel.ai_share * channel.accelerator_share * month_length;
  return coefficients;
}

/// H100e counted for each of the nation's own (eq. 10.1).
RC_INLINE float count_of(const NationParameters& nation, Accounting accounting) {
  if (accounting == Accounting::location) return nation.count_location;
  if (accounting == Accounting::official) return nation.count_official;
  return nation.count_ownership;
}

/// How a nation uses its compute at the start.
struct Usage {
  float headroom, energised, utilisation;
  float used;  ///< H100e as counted
};
RC_HD inline Usage usage_at_start(const NationParameters& own, Accounting accounting) {
  Usage usage;
  const float demanded = own.installed * own.installed_energy * 1e-6f;
  usage.headroom = power_headroom(own.power_available, demanded, own);
  usage.energised = energised_share(usage.headroom, 0.0f, own);
  usage.utilisation = usage.energised * (own.market_utilisation * (1.0f - own.state_share) +
                                         own.state_utilisation * own.state_share);
  usage.used = count_of(own, accounting) * usage.utilisation * own.installed + own.rented_abroad;
  return usage;
}

RC_HD inline void set_perception_coefficients(const Parameters& parameters, int own,
                                              Accounting accounting,
                                              NationCoefficients& coefficients) {
  const NationParameters& nation = parameters.nation[own];
  const Usage usage = usage_at_start(nation, accounting);
  const Usage rival = usage_at_start(parameters.nation[1 - own], accounting);
  // A nation without compute at the start would see an infinite gap: one H100e is nobody's lead.
  coefficients.perceived_start = log(rival.used + 1.0f) - log(usage.used + 1.0f);
  coefficients.reaction_start = race_reaction(coefficients.perceived_start, nation);
  coefficients.perceive_keep = keep(1.0f / nation.race_lag);
  coefficients.headroom_start = usage.headroom;
  coefficients.energised_start = usage.energised;
  coefficients.utilisation_start = usage.utilisation;
}

RC_HD inline void set_chip_coefficients(const Parameters& parameters, int own,
                                        NationCoefficients& coefficients) {
  const NationParameters& nation = parameters.nation[own];
  coefficients.backlog_keep = keep(1.0f / nation.backlog_life);
  coefficients.quota_open = nation.quota_open * nation.import_take_up;
  coefficients.quota_partial = nation.quota_partial * nation.import_take_up;
  coefficients.quota_closed = nation.quota_closed * nation.import_take_up;
  // Nations that together claim more than there is get their claims cut alike.
  const float claims = parameters.nation[0].supply_share + parameters.nation[1].supply_share;
  coefficients.supply_share = nation.supply_share / larger(claims, 1.0f);
  coefficients.import_price = exp(nation.import_premium);
  coefficients.domestic_price = exp(nation.domestic_premium);
  coefficients.smuggled_price = exp(nation.smuggled_premium);
  coefficients.domestic_energy = exp(nation.domestic_energy_penalty);
  coefficients.fab_step = nation.fab_growth * month_length;
  coefficients.fab_kick = nation.fab_volatility * root_month;
  coefficients.fab_ceiling_inverse = 1.0f / nation.fab_ceiling;
}

RC_HD inline void set_construction_coefficients(const NationParameters& nation,
                                                NationCoefficients& coefficients) {
  const float through = 3.0f / nation.lead_time;
  coefficients.outflow = smaller(1.0f, through * month_length);
  coefficients.building_keep = keep(1.0f / nation.lead_time);
  // Deliveries that fall faster than a stage empties would have no steady state.
  const float growth = larger(nation.delivery_growth, -0.9f * through);
  const float thinning = through / (through + growth);
  coefficients.stage_fill[0] = 1.0f / (through + growth);
  coefficients.stage_fill[1] = coefficients.stage_fill[0] * thinning;
  coefficients.stage_fill[2] = coefficients.stage_fill[1] * thinning;
}

RC_HD inline void set_capability_coefficients(const WorldParameters& world,
                                              const NationParameters& nation, Accounting accounting,
                                              NationCoefficients& coefficients) {
  coefficients.algorithm_kick = nation.algorithm_volatility * root_month;
  coefficients.diffuse = chance(nation.diffusion) * world.knowledge_flow;
  coefficients.spill = world.knowledge_openness * world.knowledge_flow;
  coefficients.share_odds = log_odds(nation.training_share_limit);
  coefficients.share_start = log_odds(nation.training_share);
  coefficients.share_keep = keep(nation.training_share_reversion);
  coefficients.share_kick =
      ou_kick(nation.training_share_volatility, nation.training_share_reversion);
  coefficients.count = count_of(nation, accounting);
  const float delivered = nation.model_flop_utilisation * flop_year;
  coefficients.training_factor = delivered * world.training_window;
  coefficients.cumulative_factor = delivered * month_length;
}

/// Written in place: a copy of this size would not stay in the registers of a GPU thread.
RC_HD inline void set_nation_coefficients(const Forecast& forecast, const Parameters& parameters,
                                          int own, NationCoefficients& coefficients) {
  const NationParameters& nation = parameters.nation[own];
  set_perception_coefficients(parameters, own, forecast.accounting, coefficients);
  coefficients.bust_exit = chance(1.0f / nation.bust_duration);
  coefficients.loss_keep = keep(nation.bust_speed);
  coefficients.recovery_keep = keep(nation.bust_recovery);
  coefficients.surge_keep = keep(nation.surge_speed);
  coefficients.surge_decay_keep = keep(nation.surge_decay);
  set_chip_coefficients(parameters, own, coefficients);
  set_construction_coefficients(nation, coefficients);
  coefficients.power_kick = nation.power_volatility * root_month;
  coefficients.stress_keep = keep(1.0f / nation.grid_duration);
  coefficients.market_odds = log_odds(nation.market_utilisation);
  coefficients.utilisation_keep = keep(nation.utilisation_reversion);
  coefficients.utilisation_kick =
      ou_kick(nation.utilisation_volatility, nation.utilisation_reversion);
  coefficients.mobilise_keep = keep(1.0f / nation.mobilisation_time);
  set_capability_coefficients(parameters.world, nation, forecast.accounting, coefficients);
  for (int k = 0; k < forecast.channel_count[own]; ++k)
    coefficients.channel[k] = channel_coefficients(nation.channel[k], nation);
}

}  // namespace RC_ISA
}  // namespace racecast
