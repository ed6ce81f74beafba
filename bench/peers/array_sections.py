"""The parts of a nation's month as pure functions of arrays (sections 1 to 6 and 10).

`xp` is the namespace of array functions. Paths are [path, draw], what a draw decides is [draw]. No
array is changed in place: a compiler fuses expressions.
"""


def spend(xp, state_pool, channels, month, own, log_spend):
    """Spending of all channels and programmes (1.7); accelerator money of each pool (2.4)."""
    investment, market, state = month.programme_spend, 0.0, month.programme_orders
    for of_state, channel, y in zip(state_pool, channels, log_spend):
        spent = xp.exp(y - channel.bust_loading * own.bust_loss +
                       channel.surge_loading * own.surge)
        investment = investment + channel.ai_share * spent
        if of_state:
            state = state + channel.order_share * spent
        else:
            market = market + channel.order_share * spent
    return investment, market, state


def hidden_part(given, month, state_orders):  # (6.1)
    share = month.hidden_orders / (state_orders + 1e-30)
    return given.hidden_share + (1 - given.hidden_share) * share


def line_limits(rates, month, market, not_smuggled, quota, wafers):  # (2.5) to (2.7)
    return (market.uncontrolled * (not_smuggled * rates.supply_share) + market.supply * quota,
            wafers * month.fab_scale, market.uncontrolled * month.smuggled_share)


def buy(xp, cash, limit, price):
    """What the line delivers and the cash pays; what is left of both."""
    amount = xp.minimum(cash / price, limit)
    return amount, xp.maximum(cash - amount * price, 0.0), limit - amount


def purchase(xp, given, rates, market, shortage, limits, cash):
    """Chips and power of each pool, and what is left of the cash (2.8) to (2.10)."""
    imported, domestic, smuggled = limits
    price = xp.exp(given.tightness_premium * shortage - market.price)
    import_price, domestic_price = price * rates.import_price, price * rates.domestic_price
    foreign = cash[1] * given.state_foreign_share
    state_domestic, state, domestic = buy(xp, cash[1], domestic, domestic_price)
    market_imported, left, imported = buy(xp, cash[0], imported, import_price)
    foreign = xp.minimum(foreign, state)
    state_imported, unspent, _ = buy(xp, foreign, imported, import_price)
    state = state - foreign + unspent
    market_domestic, left, _ = buy(xp, left, domestic, domestic_price)
    market_smuggled, left, _ = buy(xp, left, smuggled, price * rates.smuggled_price)
    chips = market_imported + market_smuggled
    power = [market.energy * (chips + rates.domestic_energy * market_domestic),
             market.energy * (state_imported + rates.domestic_energy * state_domestic)]
    return [chips + market_domestic, state_imported + state_domestic], power, [left, state]


def flow_through(stage, outflow, last_outflow, entering):  # (3.1)
    completed, second, first = stage[2] * last_outflow, stage[1] * outflow, stage[0] * outflow
    return completed, [stage[0] + entering - first, stage[1] + first - second,
                       stage[2] + second - completed]


def construct(rates, stock_keep, hidden_ordered, escalated, delivered, power, own):
    """(3.1), (3.3), (6.1), (6.2): what is under construction, the stocks and the reserve."""
    last = rates.outflow * own.energised
    flows = [flow_through(own.building[p], rates.outflow, last, delivered[p]) for p in (0, 1)]
    powers = [flow_through(own.building_power[p], rates.outflow, last, power[p]) for p in (0, 1)]
    own.building, own.building_power = [flow[1] for flow in flows], [flow[1] for flow in powers]
    (market_done, _), (state_done, _) = flows
    (market_powered, _), (state_powered, _) = powers
    own.hidden_share = hidden_ordered + (own.hidden_share - hidden_ordered) * rates.building_keep
    hidden, hidden_power = own.hidden_share * state_done, own.hidden_share * state_powered
    moving = escalated * (1 - rates.mobilise_keep)
    surfaced, surfaced_power = own.reserve * moving, own.reserve_power * moving
    own.reserve = (own.reserve - surfaced) * stock_keep + hidden
    own.reserve_power = (own.reserve_power - surfaced_power) * stock_keep + hidden_power
    own.installed = [own.installed[0] * stock_keep + market_done,
                     (own.installed[1] + surfaced) * stock_keep + (state_done - hidden)]
    own.power = ((own.power + surfaced_power) * stock_keep + market_powered +
                 (state_powered - hidden_power))


def logistic(xp, x):
    return 1 / (1 + xp.exp(-x))


def use_compute(xp, given, rates, month, escalated, own):  # (5.1) to (5.4)
    market = logistic(xp, rates.market_odds + own.odds_noise[0])
    state = logistic(xp, month.state_odds + own.odds_noise[1] +
                     given.mobilised_shift * own.mobilised)
    installed = own.installed[0] + own.installed[1]
    running = own.energised * (market * own.installed[0] + state * own.installed[1])
    return {"installed_compute": rates.count * installed, "ai_power": own.power,
            "total_compute": rates.count * (installed + own.reserve),
            "utilisation": running / (installed + 1e-30),
            "used_compute": rates.count * running + month.rented * (1 - escalated)}


def measure(xp, given, rates, world, price, caution, own, level):  # (10.3), (10.4), (10.6)
    share = logistic(xp, own.share_odds + given.training_share_mobilised * own.mobilised)
    training = own.in_window * share * ((1 - caution) * rates.training_factor)
    cheaper = price - world.price_start + world.token_algorithms * (own.algorithms +
                                                                    given.algorithm_lag)
    level.update(training_compute=training, effective_compute=training * xp.exp(own.algorithms),
                 token_cost=given.token_cost * rates.utilisation_start * xp.exp(-cheaper) /
                 (level["utilisation"] + 1e-6))
