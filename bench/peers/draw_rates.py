"""What follows from the parameters of a draw alone."""

import numpy as np

from derived import (FLOP_YEAR, MONTH, ROOT_MONTH, chance, competing_chance, for_both, keep,
                     log_odds, names_set_by, ou_kick)


@for_both
def world_rates(given, us, cn, primary_value, r):
    r.sentiment_keep = keep(given.sentiment_reversion)
    r.sentiment_kick = np.sqrt(-np.expm1(-2 * given.sentiment_reversion * MONTH))
    r.price_kick = given.chips_volatility * ROOT_MONTH
    r.energy_kick = given.energy_volatility * ROOT_MONTH
    r.supply_keep = keep(given.supply_reversion)
    r.supply_kick = ou_kick(given.supply_volatility, given.supply_reversion)
    r.stock_keep = keep(1 / given.chip_life)
    r.price_start = np.log(given.chips_per_usd_bn)
    r.regime_start = np.floor(given.regime_start + 0.5)
    r.tighten_open = chance(given.tighten_open)
    r.tighten_partial = competing_chance(given.tighten_partial, given.loosen_partial)
    r.loosen_partial = competing_chance(given.loosen_partial, given.tighten_partial)
    r.loosen_closed = chance(given.loosen_closed)
    r.shock_calm = chance(given.shock_hazard)
    r.shock_escalated = chance(given.shock_hazard * (1 + given.shock_escalation))
    r.shock_keep = keep(1 / given.shock_duration)
    r.escalation_exit = chance(1 / given.escalation_duration)
    r.proximity_inverse = 1 / given.proximity_width
    r.parity_inverse = 1 / (given.parity_width * given.parity_width)
    r.log_primary = np.log(np.maximum(primary_value, 1e-30))
    r.pooling_done = np.minimum(us.pooling_start + us.pooling_ramp,
                                cn.pooling_start + cn.pooling_ramp)
    r.window_keep = keep(1 / given.training_window)
    r.training_window = given.training_window
    r.shock_depth = given.shock_depth
    r.escalation_hazard = given.escalation_hazard
    r.escalation_proximity = given.escalation_proximity
    r.escalation_parity = given.escalation_parity
    r.token_algorithms = given.token_algorithms


@for_both
def headroom_at_start(own):  # (4.3)
    home = own.installed * own.installed_energy * 1e-6 * (1 - own.abroad_share)
    return own.power_available / (home + 1e-9)


@for_both
def energised_at_start(own):
    return own.abroad_share + (1 - own.abroad_share) * np.minimum(headroom_at_start(own), 1)


@for_both
def utilisation_at_start(own):
    return energised_at_start(own) * (own.market_utilisation * (1 - own.state_share) +
                                      own.state_utilisation * own.state_share)


@for_both
def count_of(own, accounting):  # (10.1)
    if accounting == 1:
        return own.count_location
    if accounting == 2:
        return own.count_official
    return own.count_ownership


@for_both
def used_at_start(own, accounting):
    return count_of(own, accounting) * utilisation_at_start(own) * own.installed + own.rented_abroad


@for_both
def reaction(perceived, own):  # (1.2)
    x = np.maximum(perceived + own.race_comfort, 0) / own.race_width
    return x / (1 + x)


@for_both
def nation_rates(own, rival, world, accounting, r):
    r.perceived_start = (np.log(used_at_start(rival, accounting) + 1) -
                         np.log(used_at_start(own, accounting) + 1))
    r.reaction_start = reaction(r.perceived_start, own)
    r.perceive_keep = keep(1 / own.race_lag)
    r.bust_exit = chance(1 / own.bust_duration)
    r.loss_keep = keep(own.bust_speed)
    r.recovery_keep = keep(own.bust_recovery)
    r.surge_keep = keep(own.surge_speed)
    r.surge_decay_keep = keep(own.surge_decay)
    r.backlog_keep = keep(1 / own.backlog_life)
    r.quota_open = own.quota_open * own.import_take_up
    r.quota_partial = own.quota_partial * own.import_take_up
    r.quota_closed = own.quota_closed * own.import_take_up
    r.supply_share = own.supply_share / np.maximum(own.supply_share + rival.supply_share, 1)
    r.import_price = np.exp(own.import_premium)
    r.domestic_price = np.exp(own.domestic_premium)
    r.smuggled_price = np.exp(own.smuggled_premium)
    r.domestic_energy = np.exp(own.domestic_energy_penalty)
    r.fab_step = own.fab_growth * MONTH
    r.fab_kick = own.fab_volatility * ROOT_MONTH
    r.fab_ceiling_inverse = 1 / own.fab_ceiling
    through = 3 / own.lead_time
    r.outflow = np.minimum(through * MONTH, 1)
    r.building_keep = keep(1 / own.lead_time)
    thinning = through / (through + own.delivery_growth)
    r.fill_0 = 12 / (through + own.delivery_growth)  # months of deliveries (3.2)
    r.fill_1 = r.fill_0 * thinning
    r.fill_2 = r.fill_1 * thinning
    r.power_kick = own.power_volatility * ROOT_MONTH
    r.stress_keep = keep(1 / own.grid_duration)
    r.headroom_start = headroom_at_start(own)
    r.energised_start = energised_at_start(own)
    r.utilisation_start = utilisation_at_start(own)
    r.market_odds = log_odds(own.market_utilisation)
    r.utilisation_keep = keep(own.utilisation_reversion)
    r.utilisation_kick = ou_kick(own.utilisation_volatility, own.utilisation_reversion)
    r.mobilise_keep = keep(1 / own.mobilisation_time)
    r.algorithm_kick = own.algorithm_volatility * ROOT_MONTH
    r.diffuse = chance(own.diffusion) * world.knowledge_flow
    r.spill = world.knowledge_openness * world.knowledge_flow
    r.share_odds = log_odds(own.training_share_limit)
    r.share_start = log_odds(own.training_share)
    r.share_keep = keep(own.training_share_reversion)
    r.share_kick = ou_kick(own.training_share_volatility, own.training_share_reversion)
    r.count = count_of(own, accounting)
    r.training_factor = own.model_flop_utilisation * FLOP_YEAR * world.training_window
    r.cumulative_factor = own.model_flop_utilisation * FLOP_YEAR * MONTH


@for_both
def channel_rates(channel, own, r):
    kick = channel.volatility * ROOT_MONTH
    r.start = np.log(channel.spend)
    r.growth = channel.growth + own.growth_shift - own.late_growth
    r.common_kick = kick * np.sqrt(own.common_noise)
    r.own_kick = kick * np.sqrt(1 - own.common_noise)
    r.order_share = channel.ai_share * channel.accelerator_share * MONTH


WORLD_RATES = names_set_by(world_rates, "r")
NATION_RATES = names_set_by(nation_rates, "r")
CHANNEL_RATES = names_set_by(channel_rates, "r")
