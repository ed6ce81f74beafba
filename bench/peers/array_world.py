"""The world of all paths as pure functions of arrays: their start, its months and its market."""

import rebind
from race import EVENTS, METRICS
from sections import CUMULATIVE, INVESTMENT
from trees import Space

WORLD_NORMALS, WORLD_UNIFORMS = 4, 3


def chance_of_month(xp, hazard):
    """At most 2 a year, as all hazards that rise with the state."""
    return -xp.expm1(xp.minimum(hazard, 2.0) * (-1 / 12))


def marked(xp, events, name, where):
    return events | (xp.asarray(where, dtype=xp.int32) * (1 << EVENTS[name]))


def as_float(xp, where):
    return xp.asarray(where, dtype=xp.float32)


def step_world(xp, rates, perceived, world, events, z, u):
    world.sentiment = rates.sentiment_keep * world.sentiment + rates.sentiment_kick * z[0]
    world.price_noise = world.price_noise + rates.price_kick * z[1]
    world.energy_noise = world.energy_noise + rates.energy_kick * z[2]
    world.supply_noise = rates.supply_keep * world.supply_noise + rates.supply_kick * z[3]
    was = world.escalated > 0
    onset = u[0] < xp.where(was, rates.shock_escalated, rates.shock_calm)  # (2.12)
    world.shock = xp.where(onset, 1.0, world.shock * rates.shock_keep)
    events = marked(xp, events, "supply_shock", onset)
    is_open, closed = world.regime < 0.5, world.regime > 1.5  # (2.11)
    tighten = xp.where(is_open, rates.tighten_open, rates.tighten_partial)
    loosen = xp.where(closed, rates.loosen_closed, rates.loosen_partial)
    rise = (u[1] < tighten) & ~closed & ~was
    fall = (1 - u[1] < loosen) & ~is_open & ~was
    world.regime = world.regime + (as_float(xp, rise) - as_float(xp, fall))
    parity = 0.5 * sum(xp.exp(gap * gap * -rates.parity_inverse) for gap in perceived)  # (7.3)
    hazard = rates.escalation_hazard * xp.exp(
        rates.escalation_proximity * world.proximity + rates.escalation_parity * parity)
    turns = u[2] < xp.where(was, rates.escalation_exit, chance_of_month(xp, hazard))
    world.escalated = xp.where(turns, 1 - world.escalated, world.escalated)
    closed = (world.regime + 2 * world.escalated) > 1.5
    world.closed_months = world.closed_months + xp.where(closed, as_float(xp, closed), -1.0)
    return marked(xp, events, "escalated", world.escalated > 0)


def market_of(xp, draw, month, world):
    supply = xp.exp(month.supply + world.supply_noise)
    supply = supply * (1 - draw.world.shock_depth * world.shock)
    closed = (world.regime + 2 * world.escalated) > 1.5
    is_open = world.regime < 0.5
    quota = [xp.where(closed, rates.quota_closed,
                      xp.where(is_open, rates.quota_open, rates.quota_partial))
             for rates in draw.rates]
    return Space(price=month.price + world.price_noise, quota=quota, supply=supply,
                 energy=xp.exp(month.energy + world.energy_noise),
                 uncontrolled=supply * (1 - (quota[0] + quota[1])))


def start_of_path(xp, race, draw, month, zero):
    """State of the paths, and levels of the metrics of both nations. `zero`: [path, draw]."""
    world = Space(sentiment=zero, price_noise=zero, energy_noise=zero, supply_noise=zero,
                  regime=zero + draw.world.regime_start, shock=zero, closed_months=zero,
                  escalated=zero, proximity=zero)
    market = market_of(xp, draw, month.world, world)
    not_smuggled = 1 - (month.nation[0].smuggled_share + month.nation[1].smuggled_share)
    nations, levels = [Space(), Space()], [[None] * len(METRICS), [None] * len(METRICS)]
    for n, (own, level) in enumerate(zip(nations, levels)):
        channels = draw.channel[n]
        own.log_spend = [zero] * len(channels)
        rebind.with_arrays(xp).start_nation(
            draw.given[n], draw.rates[n], draw.world, len(channels), race.state_pool[n], channels,
            channels, month.nation[n], not_smuggled, market.quota[n], market, zero, own,
            own.log_spend, level)
        own.investment, own.cumulative = level[INVESTMENT], level[CUMULATIVE]
    return Space(world=world, nation=nations, events=xp.asarray(zero, dtype=xp.int32)), levels
