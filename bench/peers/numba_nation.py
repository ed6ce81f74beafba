"""The start and a month of one nation in Numba."""

import math

import numpy as np

from numba_base import CUMULATIVE, F0, F1, F3, INVESTMENT, TINY, USED, compiled
from numba_normal import normal
from numba_sections import (construct, hidden_part, measure, purchase, spend, step_algorithms,
                            step_bust, step_channels, step_power, use_compute)


@compiled
def start_nation(given, rates, world_rates, channels, state_pool, channel, rate, month,
                 not_smuggled, quota, world, own, log_spend, level):
    own.bust_depth = own.bust_loss = own.surge = own.backlog_0 = own.backlog_1 = F0
    own.power_noise = own.grid_stress = own.market_noise = own.state_noise = F0
    own.mobilised = own.breakthrough = F0
    own.wafers = F1
    own.perceived, own.energised = rates.perceived_start, rates.energised_start
    own.headroom, own.share_odds = rates.headroom_start, rates.share_start
    energy = given.installed_energy * np.float32(1e-6)
    own.state_stock = given.installed * given.state_share
    own.market_stock = given.installed - own.state_stock
    own.power = given.installed * energy
    own.reserve = given.initial_reserve * own.state_stock
    own.reserve_power = own.reserve * energy
    own.algorithms = -given.algorithm_lag
    for k in range(channels):
        log_spend[k] = rate[k].start
    market, state = spend(channels, state_pool, channel, rate, month, log_spend, own, level)
    own.hidden_share = hidden_part(given, month, state)
    market, state = market * own.energised, state * own.energised
    own.orders = market + state
    market, state, market_power, state_power, _, _ = purchase(
        given, rates, month, quota, not_smuggled, F0, world, F1, market, state)
    own.m0, own.m1, own.m2 = market * rates.fill_0, market * rates.fill_1, market * rates.fill_2
    own.s0, own.s1, own.s2 = state * rates.fill_0, state * rates.fill_1, state * rates.fill_2
    own.mp0, own.mp1 = market_power * rates.fill_0, market_power * rates.fill_1
    own.sp0, own.sp1 = state_power * rates.fill_0, state_power * rates.fill_1
    own.mp2, own.sp2 = market_power * rates.fill_2, state_power * rates.fill_2
    use_compute(given, rates, month, 0, own, level)
    behind = max(given.delivery_growth, F0) * world_rates.training_window
    own.in_window = level[USED] / (F1 + behind)
    level[CUMULATIVE] = given.cumulative_start
    measure(given, rates, world_rates, world.price, given.caution * (F1 - rates.reaction_start),
            math.exp(own.algorithms), own, level)


@compiled
def step_nation(given, rates, world_rates, channels, state_pool, channel, rate, month,
                not_smuggled, quota, bit, rival_in_bust, rival_algorithms, rival_breakthrough,
                world, own, log_spend, level):
    x = max(own.perceived + given.race_comfort, F0) / given.race_width  # (1.2)
    reaction = x / (F1 + x)
    backlog = own.backlog_0 + own.backlog_1
    shortage = backlog / (backlog + F3 * own.orders + TINY)  # (2.8)
    fullness = level[INVESTMENT] * month.ceiling_inverse + TINY
    log_fullness = math.log(fullness)
    step_bust(given, rates, log_fullness, rival_in_bust, bit, own, world)
    if world.escalated:  # (1.12)
        own.surge = given.surge_cap + (own.surge - given.surge_cap) * rates.surge_keep
    else:
        own.surge *= rates.surge_decay_keep
    step_channels(given, rates, channels, channel, rate, month, fullness, log_fullness, reaction,
                  normal(), world.sentiment, log_spend)
    market, state = spend(channels, state_pool, channel, rate, month, log_spend, own, level)
    room = month.fab_boost - own.wafers * rates.fab_ceiling_inverse  # (2.7)
    own.wafers *= math.exp(rates.fab_step * (F1 + given.tightness_fabs * shortage) * room +
                           rates.fab_kick * normal())
    hidden = hidden_part(given, month, state)
    market, state = market * own.energised, state * own.energised
    own.orders = market + state
    market, state, market_power, state_power, market_left, state_left = purchase(
        given, rates, month, quota, not_smuggled, shortage, world, own.wafers,
        market + own.backlog_0, state + own.backlog_1)
    own.backlog_0, own.backlog_1 = market_left * rates.backlog_keep, state_left * rates.backlog_keep
    construct(rates, world_rates.stock_keep, hidden, world.escalated, market, state, market_power,
              state_power, own)
    step_power(given, rates, month, own, world)
    own.market_noise = rates.utilisation_keep * own.market_noise + rates.utilisation_kick * normal()
    own.state_noise = rates.utilisation_keep * own.state_noise + rates.utilisation_kick * normal()
    target = F1 if world.escalated else F0
    own.mobilised = target + (own.mobilised - target) * rates.mobilise_keep  # (6.3)
    use_compute(given, rates, month, world.escalated, own, level)
    step_algorithms(given, rates, month, rival_algorithms, rival_breakthrough, own, world)
    own.share_odds = (rates.share_odds + (own.share_odds - rates.share_odds) * rates.share_keep +
                      rates.share_kick * normal())  # (9.1)
    efficiency = math.exp(own.algorithms)
    own.in_window = level[USED] + (own.in_window - level[USED]) * world_rates.window_keep
    level[CUMULATIVE] += level[USED] * rates.cumulative_factor * efficiency
    measure(given, rates, world_rates, world.price - given.tightness_premium * shortage,
            given.caution * (F1 - reaction), efficiency, own, level)
