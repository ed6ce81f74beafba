"""A month of all paths as pure functions of arrays, for NumPy and JAX.

z: standard normals, u: uniforms from 0 to 1, both [number, path, draw]. Where an event happens with
the chance p because u < p, u / p is uniform once more and gives the event its size.
"""

import rebind
from array_world import (WORLD_NORMALS, WORLD_UNIFORMS, chance_of_month, marked, market_of,
                         step_world)
from derived import LN2
from race import METRICS, NATIONS
from sections import CUMULATIVE, INVESTMENT, USED
from trees import Space

NATION_NORMALS, NATION_UNIFORMS = 7, 3  # the former, and one for each channel
SMALLEST = 2.0 ** -24  # what a uniform number of 23 bits may stand for when it is 0


def numbers_of(race):
    """How many normals and uniforms a path takes a month."""
    return (WORLD_NORMALS + 2 * NATION_NORMALS + int(race.channels.sum()),
            WORLD_UNIFORMS + 2 * NATION_UNIFORMS)


def step_bust(xp, given, rates, log_fullness, sentiment, rival_in_bust, u, own):
    hazard = given.bust_hazard * xp.exp(given.bust_exponent * log_fullness -
                                        given.bust_sentiment * sentiment)  # (1.10)
    hazard = xp.where(rival_in_bust, hazard * (1 + given.bust_contagion), hazard)
    was, enter = own.bust_depth > 0, chance_of_month(xp, hazard)
    turns = u < xp.where(was, rates.bust_exit, enter)
    depth = given.bust_depth * (0.5 + u / xp.maximum(enter, 1e-30)) + 1e-6
    own.bust_depth = xp.where(turns, xp.where(was, 0.0, depth), own.bust_depth)
    falling = own.bust_depth + (own.bust_loss - own.bust_depth) * rates.loss_keep  # (1.11)
    own.bust_loss = xp.where(own.bust_depth > 0, falling, own.bust_loss * rates.recovery_keep)


def step_channels(xp, given, rates, channels, month, fullness, log_fullness, reaction, sentiment,
                  z, own):
    pressed = reaction - rates.reaction_start
    room = 1 - given.ceiling_fade * fullness
    pull = given.ceiling_pull * xp.maximum(log_fullness, 0.0)
    log_spend = []
    for k, (channel, y) in enumerate(zip(channels, own.log_spend)):
        drift = (channel.growth * month.growth_decay + given.late_growth +  # (1.3)
                 pressed * channel.race_response + sentiment * channel.sentiment_loading)
        drift = xp.where(drift > 0, drift * room, drift) - pull  # (1.5)
        log_spend.append(y + drift * (1 / 12) + channel.common_kick * z[0] +
                         channel.own_kick * z[NATION_NORMALS + k])
    own.log_spend = log_spend


def step_power(xp, given, rates, month, z, u, own):  # (4.1) to (4.4)
    load = xp.maximum(xp.log(xp.minimum(own.headroom, 1e20)), -LN2)
    onset = u < chance_of_month(xp, given.grid_hazard * xp.exp(-given.grid_exponent * load))
    own.grid_stress = xp.where(onset, 1.0, own.grid_stress * rates.stress_keep)
    rebind.with_arrays(xp).supply_power(given, month, rates.power_kick * z, own)
    return onset


def step_algorithms(xp, given, rates, month, rival, z, u, own):
    found = u < month.breakthrough  # (8.3)
    size = xp.log(month.breakthrough + 1e-30) - xp.log(xp.maximum(u, SMALLEST))
    own.breakthrough = xp.where(found, given.breakthrough_size * size, 0.0)
    rebind.with_arrays(xp).learn(rates, month, rival.algorithms, rival.breakthrough,
                                 rates.algorithm_kick * z, own)
    return found & (own.perceived > 0)


def step_nation(xp, race, draw, n, month, not_smuggled, world, lines, rival, own, events, z, u):
    """The levels of the metrics after the month, and the events; `own` is brought to its end."""
    given, rates, shared = draw.given[n], draw.rates[n], rebind.with_arrays(xp)
    level = [None] * len(METRICS)
    x = xp.maximum(own.perceived + given.race_comfort, 0.0) / given.race_width  # (1.2)
    reaction = x / (1 + x)
    backlog = own.backlog_0 + own.backlog_1
    shortage = backlog / (backlog + 3 * own.orders + 1e-30)  # (2.8)
    channels = draw.channel[n]
    fullness = own.investment * month.ceiling_inverse + 1e-30
    log_fullness = xp.log(fullness)
    step_bust(xp, given, rates, log_fullness, world.sentiment, rival.in_bust, u[0], own)
    events = marked(xp, events, "bust_" + NATIONS[n], own.bust_depth > 0)
    rising = given.surge_cap + (own.surge - given.surge_cap) * rates.surge_keep  # (1.12)
    own.surge = xp.where(world.escalated > 0, rising, own.surge * rates.surge_decay_keep)
    step_channels(xp, given, rates, channels, month, fullness, log_fullness, reaction,
                  world.sentiment, z, own)
    own.investment = shared.order_and_build(
        given, rates, draw.world, len(channels), race.state_pool[n], channels, channels, month,
        not_smuggled, lines.quota[n], lines, shortage, world.escalated, rates.fab_kick * z[1], own,
        own.log_spend)
    stressed = step_power(xp, given, rates, month, z[2], u[1], own)
    events = marked(xp, events, "grid_stress", stressed)
    own.market_noise = rates.utilisation_keep * own.market_noise + rates.utilisation_kick * z[4]
    own.state_noise = rates.utilisation_keep * own.state_noise + rates.utilisation_kick * z[5]
    own.mobilised = world.escalated + (own.mobilised - world.escalated) * rates.mobilise_keep
    shared.use_compute(given, rates, month, world.escalated, own, level)
    laggard = step_algorithms(xp, given, rates, month, rival, z[3], u[2], own)
    events = marked(xp, events, "laggard_breakthrough", laggard)
    own.cumulative = own.cumulative + shared.conclude(
        given, rates, draw.world, lines, shortage, reaction, rates.share_kick * z[6], own, level)
    level[INVESTMENT], level[CUMULATIVE] = own.investment, own.cumulative
    return level, events


def step(xp, race, draw, month, state, z, u):
    """Takes the state to the end of the month; returns it with the levels of both nations."""
    world, events = state.world, state.events
    rivals = [Space(in_bust=own.bust_depth > 0, algorithms=own.algorithms,
                    breakthrough=own.breakthrough) for own in state.nation[::-1]]
    perceived = [own.perceived for own in state.nation]
    events = step_world(xp, draw.world, perceived, world, events, z, u)
    market = market_of(xp, draw, month.world, world)
    not_smuggled = 1 - (month.nation[0].smuggled_share + month.nation[1].smuggled_share)
    levels, first_z, first_u = [], WORLD_NORMALS, WORLD_UNIFORMS
    for n, own in enumerate(state.nation):
        level, events = step_nation(xp, race, draw, n, month.nation[n], not_smuggled, world, market,
                                    rivals[n], own, events, z[first_z:], u[first_u:])
        levels.append(level)
        first_z += NATION_NORMALS + int(race.channels[n])
        first_u += NATION_UNIFORMS
    seen = [xp.log(level[USED] + 1) for level in levels]
    for n, own in enumerate(state.nation):  # (12.1)
        gap = seen[1 - n] - seen[n]
        own.perceived = gap + (own.perceived - gap) * draw.rates[n].perceive_keep
    return Space(world=world, nation=state.nation, events=events), levels
