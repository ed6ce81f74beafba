"""Month tables: what follows from a draw and the month."""

import numpy as np

from derived import LN2, MONTH, bending_trend, chance, for_both, log_odds, names_set_by


@for_both
def world_month(given, t, m):
    m.price = np.log(given.chips_per_usd_bn) + bending_trend(t, given.chips_growth, 0.0,
                                                             given.chips_half_life)
    m.energy = np.log(given.energy_per_chip * 1e-6) - bending_trend(t, given.energy_growth, 0.0,
                                                                    given.energy_half_life)
    m.supply = np.log(given.supply * MONTH) + bending_trend(
        t, given.supply_growth, given.supply_late_growth, given.supply_half_life)


@for_both
def nation_month(own, t, m):
    middle = np.maximum(t - MONTH / 2, 0)
    m.growth_decay = np.exp(middle * (-LN2 / own.growth_half_life))
    m.ceiling_inverse = np.exp(-own.gdp_growth * t) / (own.ceiling * own.gdp)
    m.smuggled_share = np.minimum(own.smuggled_share * np.exp(own.smuggled_growth * t), 0.5)
    fab_yield = own.fab_yield_limit - ((own.fab_yield_limit - own.fab_yield) *
                                       np.exp(-own.fab_learning * t))
    m.fab_scale = (own.fab_output * MONTH * fab_yield / own.fab_yield *
                   np.exp(own.fab_performance_growth * t))
    m.power_trend = own.power_available * np.exp(bending_trend(
        t, own.power_growth, own.power_late_growth, own.power_half_life))
    first = log_odds(own.state_utilisation)
    ramp = np.minimum(np.maximum((t - own.pooling_start) / own.pooling_ramp, 0), 1)
    m.state_odds = first + ramp * np.maximum(log_odds(own.pooling_utilisation) - first, 0)
    m.rented = own.rented_abroad * np.exp(bending_trend(t, own.rented_growth, 0.0,
                                                        own.rented_half_life))


@for_both
def spent_by(first, last, t):
    """Years of the programme that lie before t."""
    return np.maximum(np.minimum(t, last) - first, 0)


@for_both
def passed_lag(first, last, lag, t):
    """Years of the programme's money that have passed a first-order lag by t (1.9)."""
    within = spent_by(first, last, t)
    since = np.maximum(t - first, 0)
    return within - lag * (np.exp((within - since) / lag) - np.exp(-since / lag))


@for_both
def programme_month(plan_nation, destination, first, last, programmes, nation, own, t, m):
    spend = orders = hidden = fab_money = power_money = 0.0 * t
    for i in range(len(plan_nation)):
        if plan_nation[i] != nation:
            continue
        given = programmes[i]
        begin, end = float(first[i]) + given.slip, float(last[i]) + given.slip
        yearly = given.total * given.delivered_share / (end - begin)
        rate = yearly * (spent_by(begin, end, t) - spent_by(begin, end, t - MONTH)) * 12
        spend = spend + rate
        if destination[i] == 0:
            ordered = rate * (given.accelerator_share * MONTH)
            orders = orders + ordered
            hidden = hidden + ordered * given.hidden_share
        elif destination[i] == 1:
            lag = own.fab_money_lag
            fab_money = fab_money + yearly * (passed_lag(begin, end, lag, t) -
                                              passed_lag(begin, end, lag, 0.0 * t))
        else:
            lag = own.power_money_lag
            power_money = power_money + yearly * (passed_lag(begin, end, lag, t) -
                                                  passed_lag(begin, end, lag, 0.0 * t))
    m.programme_spend, m.programme_orders, m.hidden_orders = spend, orders, hidden
    m.fab_boost = 1 + fab_money * (own.fab_per_usd_bn / own.fab_ceiling)
    delay = own.behind_meter_delay
    m.power_added = (own.behind_meter * (t + delay * np.expm1(-t / delay)) +
                     power_money / own.power_cost)


@for_both
def algorithm_month(world, own, rival, t, m):  # (8.1), (8.3)
    decay = np.exp(np.maximum(t - MONTH / 2, 0) * (-LN2 / world.algorithm_half_life))
    late = np.minimum(world.algorithm_late_growth / np.maximum(world.algorithm_growth, 1e-6), 1)
    pace = late + (1 - late) * decay
    total = world.algorithm_late_growth + (
        world.algorithm_growth + own.algorithm_offset - world.algorithm_late_growth) * decay
    own_chance = chance(pace * own.breakthrough_rate)
    received = chance(pace * rival.breakthrough_rate) * rival.breakthrough_size
    found = own_chance * own.breakthrough_size + received * world.knowledge_openness
    learned = chance(own.diffusion) * np.maximum(own.algorithm_lag - rival.algorithm_lag, 0)
    m.algorithms = np.maximum(total * MONTH - pace * learned - found, 0)
    m.breakthrough = own_chance


WORLD_MONTHS = names_set_by(world_month, "m")
NATION_MONTHS = [name for function in (nation_month, programme_month, algorithm_month)
                 for name in names_set_by(function, "m")]
