"""The world market, and the state of paths in month 0, as pure functions of arrays."""

import array_sections as sections
from trees import Space


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


def start_of_nation(xp, race, draw, n, month, market, not_smuggled, zero):
    given, rates, channels = draw.given[n], draw.rates[n], draw.channel[n]
    state_stock, energy = given.installed * given.state_share, given.installed_energy * 1e-6
    reserve = given.initial_reserve * state_stock
    own = Space(perceived=zero + rates.perceived_start, bust_depth=zero, bust_loss=zero, surge=zero,
                backlog=[zero, zero], wafers=zero + 1, power=zero + given.installed * energy,
                installed=[zero + (given.installed - state_stock), zero + state_stock],
                reserve=zero + reserve, reserve_power=zero + reserve * energy, power_noise=zero,
                grid_stress=zero, headroom=zero + rates.headroom_start,
                energised=zero + rates.energised_start, odds_noise=[zero, zero], mobilised=zero,
                algorithms=zero - given.algorithm_lag, breakthrough=zero,
                share_odds=zero + rates.share_start,
                log_spend=[zero + channel.start for channel in channels])
    own.investment, *cash = sections.spend(xp, race.state_pool[n], channels, month, own,
                                           own.log_spend)
    own.hidden_share = zero + sections.hidden_part(given, month, cash[1])
    cash = [pool * own.energised for pool in cash]
    own.orders = cash[0] + cash[1]
    limits = sections.line_limits(rates, month, market, not_smuggled, market.quota[n], own.wafers)
    delivered, power, _ = sections.purchase(xp, given, rates, market, 0.0, limits, cash)
    fill = (rates.fill_0, rates.fill_1, rates.fill_2)
    own.building = [[pool * months for months in fill] for pool in delivered]
    own.building_power = [[pool * months for months in fill] for pool in power]
    level = sections.use_compute(xp, given, rates, month, 0.0, own)
    own.in_window = level["used_compute"] / (
        1 + xp.maximum(given.delivery_growth, 0.0) * draw.world.training_window)
    own.cumulative = zero + given.cumulative_start
    caution = given.caution * (1 - rates.reaction_start)
    sections.measure(xp, given, rates, draw.world, market.price, caution, own, level)
    level.update(investment=own.investment, cumulative_compute=own.cumulative)
    return own, level


def start_of_path(xp, race, draw, month, zero):
    """State of the paths, and levels of the metrics of both nations. `zero`: [path, draw]."""
    world = Space(sentiment=zero, price_noise=zero, energy_noise=zero, supply_noise=zero,
                  regime=zero + draw.world.regime_start, shock=zero, closed_months=zero,
                  escalated=zero, proximity=zero)
    market = market_of(xp, draw, month.world, world)
    not_smuggled = 1 - (month.nation[0].smuggled_share + month.nation[1].smuggled_share)
    nations = [start_of_nation(xp, race, draw, n, month.nation[n], market, not_smuggled, zero)
               for n in (0, 1)]
    events = xp.asarray(zero, dtype=xp.int32)
    return (Space(world=world, nation=[own for own, _ in nations], events=events),
            [level for _, level in nations])
