"""A month of one nation in Numba: scalars in float32, branches where something happens.

`own`, `world`: records of the state, changed in place.
"""

import math

import numpy as np

from numba_base import DT, F3, GRID, LAGGARD, MOST_CHANCE, MOST_HAZARD, compiled, happens
from numba_normal import normal
from sections import (CUMULATIVE, F0, F1, INVESTMENT, TINY, conclude, learn, order_and_build,
                      supply_power, use_compute)


@compiled
def step_bust(given, rates, log_fullness, rival_in_bust, bit, own, world):  # (1.10), (1.11)
    u = np.random.random()
    if own.bust_depth > F0:
        if u < rates.bust_exit:
            own.bust_depth = F0
    elif u < MOST_CHANCE:
        hazard = given.bust_hazard * math.exp(given.bust_exponent * log_fullness -
                                              given.bust_sentiment * world.sentiment)
        if rival_in_bust:
            hazard *= F1 + given.bust_contagion
        if u < -math.expm1(-min(hazard, MOST_HAZARD) * DT):
            share = np.float32(0.5 + np.random.random())
            own.bust_depth = given.bust_depth * share + np.float32(1e-6)
    if own.bust_depth > F0:
        own.bust_loss = own.bust_depth + (own.bust_loss - own.bust_depth) * rates.loss_keep
        world.events |= bit
    else:
        own.bust_loss *= rates.recovery_keep


@compiled
def step_channels(given, rates, channels, channel, rate, month, fullness, log_fullness, reaction,
                  common, sentiment, log_spend):
    pressed = reaction - rates.reaction_start
    room = F1 - given.ceiling_fade * fullness
    pull = given.ceiling_pull * max(log_fullness, F0)
    for k in range(channels):
        trend = rate[k].growth * month.growth_decay + given.late_growth  # (1.3)
        drift = (trend + pressed * channel[k].race_response +
                 sentiment * channel[k].sentiment_loading)
        if drift > F0:  # (1.5)
            drift *= room
        log_spend[k] += ((drift - pull) * DT + rate[k].common_kick * common +
                         rate[k].own_kick * normal())


@compiled
def step_power(given, rates, month, own, world):  # (4.1) to (4.4)
    load = max(math.log(min(own.headroom, np.float32(1e20))), np.float32(-math.log(2)))
    own.grid_stress *= rates.stress_keep
    hazard = given.grid_hazard * math.exp(-given.grid_exponent * load)
    if happens(min(hazard, MOST_HAZARD)):
        own.grid_stress = F1
        world.events |= GRID
    supply_power(given, month, rates.power_kick * normal(), own)


@compiled
def step_algorithms(given, rates, month, rival_algorithms, rival_breakthrough, own, world):
    own.breakthrough = F0
    if np.random.random() < month.breakthrough:  # (8.3)
        own.breakthrough = given.breakthrough_size * np.float32(np.random.standard_exponential())
        if own.perceived > F0:
            world.events |= LAGGARD
    learn(rates, month, rival_algorithms, rival_breakthrough, rates.algorithm_kick * normal(), own)


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
    escalated = F1 if world.escalated else F0
    level[INVESTMENT] = order_and_build(
        given, rates, world_rates, channels, state_pool, channel, rate, month, not_smuggled, quota,
        world, shortage, escalated, rates.fab_kick * normal(), own, log_spend)
    step_power(given, rates, month, own, world)
    own.market_noise = rates.utilisation_keep * own.market_noise + rates.utilisation_kick * normal()
    own.state_noise = rates.utilisation_keep * own.state_noise + rates.utilisation_kick * normal()
    own.mobilised = escalated + (own.mobilised - escalated) * rates.mobilise_keep  # (6.3)
    use_compute(given, rates, month, escalated, own, level)
    step_algorithms(given, rates, month, rival_algorithms, rival_breakthrough, own, world)
    level[CUMULATIVE] += conclude(given, rates, world_rates, world, shortage, reaction,
                                  rates.share_kick * normal(), own, level)
