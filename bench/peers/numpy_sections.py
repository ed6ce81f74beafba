"""Chips, construction, use and capability for arrays of [path, draw] (sections 2 to 6, 10).

`own` is the state of a nation, changed in place.
"""

import numpy as np


def hidden_part(given, month, state_orders):  # (6.1)
    share = month.hidden_orders / (state_orders + 1e-30)
    return given.hidden_share + (1 - given.hidden_share) * share


def line_limits(rates, month, market, smuggled, n, wafers):  # (2.5) to (2.7)
    imported = market.uncontrolled * ((1 - (smuggled[0] + smuggled[1])) * rates.supply_share)
    imported += market.supply * market.quota[n]
    return [imported, wafers * month.fab_scale, market.uncontrolled * month.smuggled_share]


def buy(cash, limits, line, price):
    """At most what the line delivers and the cash pays; both are lowered in place."""
    amount = np.minimum(cash / price, limits[line])
    cash -= amount * price
    np.maximum(cash, 0, out=cash)
    limits[line] -= amount
    return amount


def purchase(given, rates, market, shortage, limits, cash):
    """Chips and power of each pool (2.8) to (2.10); what is left of `cash` stays there."""
    price = np.exp(given.tightness_premium * shortage - market.price)
    imported, domestic, smuggled = 0, 1, 2
    import_price, domestic_price = price * rates.import_price, price * rates.domestic_price
    foreign = cash[1] * given.state_foreign_share
    state_domestic = buy(cash[1], limits, domestic, domestic_price)
    market_imported = buy(cash[0], limits, imported, import_price)
    foreign = np.minimum(foreign, cash[1])
    cash[1] -= foreign
    state_imported = buy(foreign, limits, imported, import_price)
    cash[1] += foreign
    market_domestic = buy(cash[0], limits, domestic, domestic_price)
    market_smuggled = buy(cash[0], limits, smuggled, price * rates.smuggled_price)
    foreign_chips = market_imported + market_smuggled
    power = [market.energy * (foreign_chips + rates.domestic_energy * market_domestic),
             market.energy * (state_imported + rates.domestic_energy * state_domestic)]
    return [foreign_chips + market_domestic, state_imported + state_domestic], power


def flow_through(stage, outflow, last_outflow, entering):  # (3.1)
    completed, second, first = stage[2] * last_outflow, stage[1] * outflow, stage[0] * outflow
    stage[2] += second - completed
    stage[1] += first - second
    stage[0] += entering - first
    return completed


def construct(rates, stock_keep, hidden_ordered, escalated, delivered, power, own):
    last = rates.outflow * own.energised
    done = [flow_through(own.building[p], rates.outflow, last, delivered[p]) for p in (0, 1)]
    powered = [flow_through(own.building_power[p], rates.outflow, last, power[p]) for p in (0, 1)]
    own.hidden_share = hidden_ordered + (own.hidden_share - hidden_ordered) * rates.building_keep
    hidden, hidden_power = own.hidden_share * done[1], own.hidden_share * powered[1]
    moving = escalated * (1 - rates.mobilise_keep)  # (6.2)
    surfaced, surfaced_power = own.reserve * moving, own.reserve_power * moving
    own.reserve = (own.reserve - surfaced) * stock_keep + hidden
    own.reserve_power = (own.reserve_power - surfaced_power) * stock_keep + hidden_power
    own.installed = [own.installed[0] * stock_keep + done[0],
                     (own.installed[1] + surfaced) * stock_keep + (done[1] - hidden)]
    own.power = (own.power + surfaced_power) * stock_keep + powered[0] + (powered[1] - hidden_power)


def logistic(x):
    return 1 / (1 + np.exp(-x))


def use_compute(given, rates, month, escalated, own):  # (5.1) to (5.4)
    market = logistic(rates.market_odds + own.odds_noise[0])
    state = logistic(month.state_odds + own.odds_noise[1] + given.mobilised_shift * own.mobilised)
    installed = own.installed[0] + own.installed[1]
    running = own.energised * (market * own.installed[0] + state * own.installed[1])
    own.level.update(installed_compute=rates.count * installed, ai_power=own.power,
                     total_compute=rates.count * (installed + own.reserve),
                     utilisation=running / (installed + 1e-30),
                     used_compute=rates.count * running + month.rented * ~escalated)


def measure(given, rates, world, price, caution, own):  # (10.3), (10.4), (10.6)
    share = logistic(own.share_odds + given.training_share_mobilised * own.mobilised)
    training = own.in_window * share
    training *= (1 - caution) * rates.training_factor
    cheaper = price - world.price_start + world.token_algorithms * (own.algorithms +
                                                                    given.algorithm_lag)
    own.level.update(training_compute=training, effective_compute=training * np.exp(own.algorithms),
                     token_cost=given.token_cost * rates.utilisation_start * np.exp(-cheaper) /
                     (own.level["utilisation"] + 1e-6))
