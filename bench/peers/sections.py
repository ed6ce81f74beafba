"""What every path of a nation decides in month 0, and the parts of a month without chance.

The same source serves Numba, for one path at a time, and arrays of paths, which are never changed
in place. `own`: the state of a nation; `lines`: the market of the month; `level`: its metrics, by
their numbers. Equation numbers are docs/model.md's. Literals are float32 constants: Numba computes
float32 times a Python number in float64.
"""

import numpy as np

from derived import for_both
from race import METRIC_NAMES

F0, F1, TINY, MILLIONTH = map(np.float32, (0, 1, 1e-30, 1e-6))
LEAST_POWER, MOST_ALGORITHMS = np.float32(1e-9), np.float32(40)
(INVESTMENT, INSTALLED, POWER, TOTAL, UTILISATION, USED, TRAINING, EFFECTIVE, CUMULATIVE,
 TOKEN) = map(METRIC_NAMES.index, """investment installed_compute ai_power total_compute utilisation
used_compute training_compute effective_compute cumulative_compute token_cost""".split())


@for_both
def logistic(x):
    return F1 / (F1 + np.exp(-x))


@for_both
def spend(channels, state_pool, channel, rate, month, log_spend, own):
    """Spending of all channels and programmes (1.7); accelerator money of each pool (2.4)."""
    investment, market, state = month.programme_spend, F0, month.programme_orders
    for k in range(channels):
        spent = np.exp(log_spend[k] - channel[k].bust_loading * own.bust_loss +
                       channel[k].surge_loading * own.surge)
        investment = investment + channel[k].ai_share * spent
        if state_pool[k]:
            state = state + rate[k].order_share * spent
        else:
            market = market + rate[k].order_share * spent
    return investment, market, state


@for_both
def hidden_part(given, month, state_orders):  # (6.1)
    share = month.hidden_orders / (state_orders + TINY)
    return given.hidden_share + (F1 - given.hidden_share) * share


@for_both
def buy(cash, limit, price):
    """What a line delivers and the cash pays; what is left of both."""
    amount = np.minimum(cash / price, limit)
    return amount, np.maximum(cash - amount * price, F0), limit - amount


@for_both
def purchase(given, rates, month, quota, not_smuggled, shortage, lines, wafers, market, state):
    """Lines of a month (2.5) to (2.10): chips and power of each pool, and what cash is left."""
    imported = lines.uncontrolled * (not_smuggled * rates.supply_share) + lines.supply * quota
    domestic, smuggled = wafers * month.fab_scale, lines.uncontrolled * month.smuggled_share
    price = np.exp(given.tightness_premium * shortage - lines.price)
    import_price, domestic_price = price * rates.import_price, price * rates.domestic_price
    foreign = state * given.state_foreign_share
    state_domestic, state, domestic = buy(state, domestic, domestic_price)
    market_imported, market, imported = buy(market, imported, import_price)
    foreign = np.minimum(foreign, state)
    state_imported, unspent, _ = buy(foreign, imported, import_price)
    state = state - foreign + unspent
    market_domestic, market, _ = buy(market, domestic, domestic_price)
    market_smuggled, market, _ = buy(market, smuggled, price * rates.smuggled_price)
    chips = market_imported + market_smuggled
    return (chips + market_domestic, state_imported + state_domestic,
            lines.energy * (chips + rates.domestic_energy * market_domestic),
            lines.energy * (state_imported + rates.domestic_energy * state_domestic), market, state)


@for_both
def flow_through(first, second, third, outflow, last_outflow, entering):  # (3.1)
    completed, later, sooner = third * last_outflow, second * outflow, first * outflow
    return completed, first + entering - sooner, second + sooner - later, third + later - completed


@for_both
def construct(rates, stock_keep, hidden_ordered, escalated, market, state, market_power,
              state_power, own):
    """(3.1), (3.3), (6.1), (6.2): what is under construction, the stocks and the reserve."""
    out = rates.outflow
    last = out * own.energised
    done, own.m0, own.m1, own.m2 = flow_through(own.m0, own.m1, own.m2, out, last, market)
    state_done, own.s0, own.s1, own.s2 = flow_through(own.s0, own.s1, own.s2, out, last, state)
    powered, own.mp0, own.mp1, own.mp2 = flow_through(own.mp0, own.mp1, own.mp2, out, last,
                                                      market_power)
    state_powered, own.sp0, own.sp1, own.sp2 = flow_through(own.sp0, own.sp1, own.sp2, out, last,
                                                            state_power)
    own.hidden_share = hidden_ordered + (own.hidden_share - hidden_ordered) * rates.building_keep
    hidden, hidden_power = own.hidden_share * state_done, own.hidden_share * state_powered
    moving = escalated * (F1 - rates.mobilise_keep)
    surfaced, surfaced_power = own.reserve * moving, own.reserve_power * moving
    own.reserve = (own.reserve - surfaced) * stock_keep + hidden
    own.reserve_power = (own.reserve_power - surfaced_power) * stock_keep + hidden_power
    own.market_stock = own.market_stock * stock_keep + done
    own.state_stock = (own.state_stock + surfaced) * stock_keep + (state_done - hidden)
    own.power = ((own.power + surfaced_power) * stock_keep + powered +
                 (state_powered - hidden_power))


@for_both
def supply_power(given, month, kick, own):  # (4.1) to (4.4)
    own.power_noise = own.power_noise + kick
    available = np.exp(own.power_noise) * month.power_trend + month.power_added
    own.headroom = available / (own.power * (F1 - given.abroad_share) + LEAST_POWER)
    own.energised = given.abroad_share + (F1 - given.abroad_share) * (
        np.minimum(own.headroom, F1) * (F1 - given.grid_cut * own.grid_stress))


@for_both
def learn(rates, month, rival_algorithms, rival_breakthrough, kick, own):  # (8.2)
    learned = (np.maximum(rival_algorithms - own.algorithms, F0) * rates.diffuse +
               rates.spill * rival_breakthrough)
    own.algorithms = np.minimum(
        own.algorithms + (month.algorithms + kick) + own.breakthrough + learned, MOST_ALGORITHMS)


@for_both
def use_compute(given, rates, month, escalated, own, level):  # (5.1) to (5.4)
    market = logistic(rates.market_odds + own.market_noise)
    state = logistic(month.state_odds + own.state_noise + given.mobilised_shift * own.mobilised)
    installed = own.market_stock + own.state_stock
    running = own.energised * (market * own.market_stock + state * own.state_stock)
    level[INSTALLED] = rates.count * installed
    level[TOTAL] = rates.count * (installed + own.reserve)
    level[POWER] = own.power
    level[UTILISATION] = running / (installed + TINY)
    level[USED] = rates.count * running + month.rented * (F1 - escalated)


@for_both
def measure(given, rates, world, price, caution, efficiency, own, level):  # (10.3), (10.4), (10.6)
    share = logistic(own.share_odds + given.training_share_mobilised * own.mobilised)
    training = own.in_window * share * ((F1 - caution) * rates.training_factor)
    level[TRAINING] = training
    level[EFFECTIVE] = training * efficiency
    cheaper = price - world.price_start + world.token_algorithms * (own.algorithms +
                                                                    given.algorithm_lag)
    level[TOKEN] = (given.token_cost * rates.utilisation_start * np.exp(-cheaper) /
                    (level[UTILISATION] + MILLIONTH))


@for_both
def order_and_build(given, rates, world_rates, channels, state_pool, channel, rate, month,
                    not_smuggled, quota, lines, shortage, escalated, fab_kick, own, log_spend):
    """Sections 1 to 3 and 6 after what the channels have decided; returns all spending."""
    investment, market, state = spend(channels, state_pool, channel, rate, month, log_spend, own)
    room = month.fab_boost - own.wafers * rates.fab_ceiling_inverse  # (2.7)
    own.wafers = own.wafers * np.exp(
        room * (rates.fab_step * (F1 + given.tightness_fabs * shortage)) + fab_kick)
    hidden = hidden_part(given, month, state)
    market, state = market * own.energised, state * own.energised
    own.orders = market + state
    market, state, market_power, state_power, market_left, state_left = purchase(
        given, rates, month, quota, not_smuggled, shortage, lines, own.wafers,
        market + own.backlog_0, state + own.backlog_1)
    own.backlog_0, own.backlog_1 = market_left * rates.backlog_keep, state_left * rates.backlog_keep
    construct(rates, world_rates.stock_keep, hidden, escalated, market, state, market_power,
              state_power, own)
    return investment


@for_both
def conclude(given, rates, world_rates, lines, shortage, reaction, share_kick, own, level):
    """Sections 9 and 10: what the compute of a month amounts to; returns that of cumulative use."""
    own.share_odds = (rates.share_odds + (own.share_odds - rates.share_odds) * rates.share_keep +
                      share_kick)  # (9.1)
    efficiency = np.exp(own.algorithms)
    own.in_window = level[USED] + (own.in_window - level[USED]) * world_rates.window_keep
    measure(given, rates, world_rates, lines.price - given.tightness_premium * shortage,
            given.caution * (F1 - reaction), efficiency, own, level)
    return level[USED] * rates.cumulative_factor * efficiency


@for_both
def start_nation(given, rates, world_rates, channels, state_pool, channel, rate, month,
                 not_smuggled, quota, lines, zero, own, log_spend, level):
    """The state and the levels in month 0; `zero`: of a path, or of all."""
    own.bust_depth = own.bust_loss = own.surge = own.backlog_0 = own.backlog_1 = zero
    own.power_noise = own.grid_stress = own.market_noise = own.state_noise = zero
    own.mobilised = own.breakthrough = zero
    own.wafers = zero + F1
    own.perceived, own.energised = zero + rates.perceived_start, zero + rates.energised_start
    own.headroom, own.share_odds = zero + rates.headroom_start, zero + rates.share_start
    own.algorithms = zero - given.algorithm_lag
    energy = given.installed_energy * MILLIONTH
    state_stock = given.installed * given.state_share
    own.market_stock, own.state_stock = zero + (given.installed - state_stock), zero + state_stock
    own.power = zero + given.installed * energy
    reserve = given.initial_reserve * state_stock
    own.reserve, own.reserve_power = zero + reserve, zero + reserve * energy
    for k in range(channels):
        log_spend[k] = zero + rate[k].start
    level[INVESTMENT], market, state = spend(channels, state_pool, channel, rate, month, log_spend,
                                             own)
    own.hidden_share = zero + hidden_part(given, month, state)
    market, state = market * own.energised, state * own.energised
    own.orders = market + state
    market, state, market_power, state_power, _, _ = purchase(
        given, rates, month, quota, not_smuggled, F0, lines, own.wafers, market, state)
    own.m0, own.m1, own.m2 = market * rates.fill_0, market * rates.fill_1, market * rates.fill_2
    own.s0, own.s1, own.s2 = state * rates.fill_0, state * rates.fill_1, state * rates.fill_2
    own.mp0, own.mp1 = market_power * rates.fill_0, market_power * rates.fill_1
    own.sp0, own.sp1 = state_power * rates.fill_0, state_power * rates.fill_1
    own.mp2, own.sp2 = market_power * rates.fill_2, state_power * rates.fill_2
    use_compute(given, rates, month, F0, own, level)
    own.in_window = level[USED] / (
        F1 + np.maximum(given.delivery_growth, F0) * world_rates.training_window)
    level[CUMULATIVE] = zero + given.cumulative_start
    measure(given, rates, world_rates, lines.price, given.caution * (F1 - rates.reaction_start),
            np.exp(own.algorithms), own, level)
