"""The parts of a nation's month in Numba: scalars in float32, branches where something happens.

`own`, `world`: records of the state, changed in place.
"""

import math

import numpy as np

from numba_base import (DT, EFFECTIVE, F0, F1, GRID, INSTALLED, INVESTMENT, LAGGARD, MOST_CHANCE,
                        MOST_HAZARD, POWER, TINY, TOKEN, TOTAL, TRAINING, USED, UTILISATION,
                        compiled, happens, logistic)
from numba_normal import normal


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
def spend(channels, state_pool, channel, rate, month, log_spend, own, level):
    """Spending of all channels (1.7); returns the accelerator money of each pool (2.4)."""
    investment, market, state = month.programme_spend, F0, month.programme_orders
    for k in range(channels):
        spent = math.exp(log_spend[k] - channel[k].bust_loading * own.bust_loss +
                         channel[k].surge_loading * own.surge)
        investment += channel[k].ai_share * spent
        if state_pool[k]:
            state += rate[k].order_share * spent
        else:
            market += rate[k].order_share * spent
    level[INVESTMENT] = investment
    return market, state


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
def hidden_part(given, month, state_orders):  # (6.1)
    share = month.hidden_orders / (state_orders + TINY)
    return given.hidden_share + (F1 - given.hidden_share) * share


@compiled
def purchase(given, rates, month, quota, not_smuggled, shortage, world, wafers, market, state):
    """Lines of a month (2.5) to (2.10): chips and power of each pool, and what cash is left."""
    imported = (world.uncontrolled * not_smuggled * rates.supply_share + world.supply * quota)
    domestic = wafers * month.fab_scale
    price = math.exp(given.tightness_premium * shortage - world.price)
    import_price, domestic_price = price * rates.import_price, price * rates.domestic_price
    smuggled_price = price * rates.smuggled_price
    foreign = state * given.state_foreign_share
    state_domestic = min(state / domestic_price, domestic)
    state = max(state - state_domestic * domestic_price, F0)
    domestic = domestic - state_domestic
    market_imported = min(market / import_price, imported)
    market = max(market - market_imported * import_price, F0)
    imported = imported - market_imported
    state_imported = min(min(foreign, state) / import_price, imported)
    state = max(state - state_imported * import_price, F0)
    market_domestic = min(market / domestic_price, domestic)
    market = max(market - market_domestic * domestic_price, F0)
    market_smuggled = min(market / smuggled_price, world.uncontrolled * month.smuggled_share)
    market = max(market - market_smuggled * smuggled_price, F0)
    chips = market_imported + market_smuggled
    return (chips + market_domestic, state_imported + state_domestic,
            world.energy * (chips + rates.domestic_energy * market_domestic),
            world.energy * (state_imported + rates.domestic_energy * state_domestic), market, state)


@compiled
def construct(rates, stock_keep, hidden_ordered, escalated, market, state, market_power,
              state_power, own):  # (3.1), (3.3), (6.1), (6.2)
    out = rates.outflow
    last, stay = out * own.energised, F1 - out
    done, powered = own.m2 * last, own.mp2 * last
    state_done, state_powered = own.s2 * last, own.sp2 * last
    own.m2, own.m1, own.m0 = own.m2 - done + out * own.m1, stay * own.m1 + out * own.m0, (
        stay * own.m0 + market)
    own.mp2, own.mp1, own.mp0 = own.mp2 - powered + out * own.mp1, (
        stay * own.mp1 + out * own.mp0), stay * own.mp0 + market_power
    own.s2, own.s1, own.s0 = own.s2 - state_done + out * own.s1, stay * own.s1 + out * own.s0, (
        stay * own.s0 + state)
    own.sp2, own.sp1, own.sp0 = own.sp2 - state_powered + out * own.sp1, (
        stay * own.sp1 + out * own.sp0), stay * own.sp0 + state_power
    own.hidden_share = hidden_ordered + (own.hidden_share - hidden_ordered) * rates.building_keep
    hidden, hidden_power = own.hidden_share * state_done, own.hidden_share * state_powered
    moving = F1 - rates.mobilise_keep if escalated else F0
    surfaced, surfaced_power = own.reserve * moving, own.reserve_power * moving
    own.reserve = (own.reserve - surfaced) * stock_keep + hidden
    own.reserve_power = (own.reserve_power - surfaced_power) * stock_keep + hidden_power
    own.market_stock = own.market_stock * stock_keep + done
    own.state_stock = (own.state_stock + surfaced) * stock_keep + (state_done - hidden)
    visible_power = powered + (state_powered - hidden_power)
    own.power = (own.power + surfaced_power) * stock_keep + visible_power


@compiled
def step_power(given, rates, month, own, world):  # (4.1) to (4.4)
    load = max(math.log(min(own.headroom, np.float32(1e20))), np.float32(-math.log(2)))
    own.grid_stress *= rates.stress_keep
    hazard = given.grid_hazard * math.exp(-given.grid_exponent * load)
    if happens(min(hazard, MOST_HAZARD)):
        own.grid_stress = F1
        world.events |= GRID
    own.power_noise += rates.power_kick * normal()
    available = math.exp(own.power_noise) * month.power_trend + month.power_added
    own.headroom = available / (own.power * (F1 - given.abroad_share) + np.float32(1e-9))
    own.energised = given.abroad_share + (F1 - given.abroad_share) * (
        min(own.headroom, F1) * (F1 - given.grid_cut * own.grid_stress))


@compiled
def use_compute(given, rates, month, escalated, own, level):  # (5.1) to (5.4)
    market = logistic(rates.market_odds + own.market_noise)
    state = logistic(month.state_odds + own.state_noise + given.mobilised_shift * own.mobilised)
    installed = own.market_stock + own.state_stock
    running = own.energised * (market * own.market_stock + state * own.state_stock)
    level[INSTALLED] = rates.count * installed
    level[TOTAL] = rates.count * (installed + own.reserve)
    level[POWER] = own.power
    level[UTILISATION] = running / (installed + TINY)
    level[USED] = rates.count * running + (F0 if escalated else month.rented)


@compiled
def step_algorithms(given, rates, month, rival_algorithms, rival_breakthrough, own, world):
    own.breakthrough = F0
    if np.random.random() < month.breakthrough:  # (8.3)
        own.breakthrough = given.breakthrough_size * np.float32(np.random.standard_exponential())
        if own.perceived > F0:
            world.events |= LAGGARD
    learned = (max(rival_algorithms - own.algorithms, F0) * rates.diffuse +
               rates.spill * rival_breakthrough)
    own.algorithms = min(own.algorithms + month.algorithms + rates.algorithm_kick * normal() +
                         own.breakthrough + learned, np.float32(40))  # (8.2)


@compiled
def measure(given, rates, world_rates, price, caution, efficiency, own, level):
    share = logistic(own.share_odds + given.training_share_mobilised * own.mobilised)
    training = own.in_window * share * (F1 - caution) * rates.training_factor
    level[TRAINING] = training
    level[EFFECTIVE] = training * efficiency
    cheaper = price - world_rates.price_start + world_rates.token_algorithms * (
        own.algorithms + given.algorithm_lag)
    level[TOKEN] = given.token_cost * rates.utilisation_start * math.exp(-cheaper) / (
        level[UTILISATION] + np.float32(1e-6))
