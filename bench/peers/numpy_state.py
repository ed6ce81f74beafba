"""Draws that advance together in NumPy: parameters, rates, month tables, state in month 0.

A parameter is an array of [draw]: the last axis, so that it broadcasts over paths in long
contiguous loops. The state is arrays of [path, draw] in float32.
"""

import types

import numpy as np

import draw_months
import draw_rates
import numpy_sections as sections
from race import EVENTS, METRIC_NAMES

Space = types.SimpleNamespace


def columns(records):
    """Each field of an array of records as one contiguous array."""
    return Space(**{name: np.ascontiguousarray(records[name]) for name in records.dtype.names})


class State:
    """Draws that advance together: parameters, rates, month tables and the state of their paths."""

    def __init__(self, race, draws, rng):
        self.race, self.rng = race, rng
        self.shape = (race.paths, len(draws.world))
        self.given = [columns(draws.nation[:, n]) for n in (0, 1)]
        self.channel = [[columns(draws.channel[:, n, k]) for k in range(race.channels[n])]
                        for n in (0, 1)]
        self.bar = draws.threshold.T.copy()
        world = columns(draws.world)
        programmes = [columns(draws.programme[:, i]) for i in range(len(race.programmes))]
        self.world = Space()
        self.rates, self.months = [Space(), Space()], [Space(), Space(), Space()]
        draw_rates.world_rates(world, *self.given, self.bar[race.primary], self.world)
        t = (np.arange(race.horizon + 1, dtype=np.float32) / 12)[:, None]
        draw_months.world_month(world, t, self.months[2])
        for n, (own, rival) in enumerate((self.given, self.given[::-1])):
            draw_rates.nation_rates(own, rival, world, race.accounting, self.rates[n])
            draw_months.nation_month(own, t, self.months[n])
            draw_months.programme_month(race.plan_nation, race.plan_destination, race.plan_first,
                                    race.plan_last, programmes, n, own, t, self.months[n])
            draw_months.algorithm_month(world, own, rival, t, self.months[n])
            for channel in self.channel[n]:
                draw_rates.channel_rates(channel, own, channel)
        self.normal = np.empty((4 + 14 + race.channels.sum(), *self.shape), np.float32)
        self.uniform = np.empty((9, *self.shape), np.float32)
        self.events = np.zeros(self.shape, np.uint8)  # bits that once set stay
        self.start()

    def zeros(self):
        return np.zeros(self.shape, np.float32)

    def full(self, value):
        return np.broadcast_to(value, self.shape).astype(np.float32)

    def happened(self, name, where):
        self.events |= where.view(np.uint8) << np.uint8(EVENTS[name])

    def month_of(self, table, month):
        return Space(**{name: rows[month] for name, rows in vars(self.months[table]).items()})

    def start(self):
        self.state = Space(sentiment=self.zeros(), price_noise=self.zeros(),
                           energy_noise=self.zeros(), supply_noise=self.zeros(),
                           regime=self.full(self.world.regime_start), shock=self.zeros(),
                           closed_months=np.zeros(self.shape, np.int16),
                           escalated=np.zeros(self.shape, bool), proximity=self.zeros())
        market = self.market(0)
        smuggled = [self.months[n].smuggled_share[0] for n in (0, 1)]
        self.nations = [self.start_of_nation(n, self.month_of(n, 0), market, smuggled)
                        for n in (0, 1)]

    def start_of_nation(self, n, month, market, smuggled):
        given, rates, zeros, full = self.given[n], self.rates[n], self.zeros, self.full
        state_stock, energy = given.installed * given.state_share, given.installed_energy * 1e-6
        own = Space(perceived=full(rates.perceived_start), bust_depth=zeros(), bust_loss=zeros(),
                    surge=zeros(), backlog=[zeros(), zeros()], wafers=zeros() + 1,
                    installed=[full(given.installed - state_stock), full(state_stock)],
                    power=full(given.installed * energy),
                    reserve=full(given.initial_reserve * state_stock),
                    reserve_power=full(given.initial_reserve * state_stock * energy),
                    power_noise=zeros(), grid_stress=zeros(), headroom=full(rates.headroom_start),
                    energised=full(rates.energised_start), odds_noise=[zeros(), zeros()],
                    mobilised=zeros(), algorithms=full(-given.algorithm_lag), breakthrough=zeros(),
                    share_odds=full(rates.share_start),
                    log_spend=[full(channel.start) for channel in self.channel[n]],
                    level=dict.fromkeys(METRIC_NAMES))
        cash = self.spend(n, month, own)
        own.hidden_share = sections.hidden_part(given, month, cash[1])
        cash = [pool * own.energised for pool in cash]
        own.orders = cash[0] + cash[1]
        limits = sections.line_limits(rates, month, market, smuggled, n, own.wafers)
        delivered, power = sections.purchase(given, rates, market, 0.0, limits, cash)
        fill = (rates.fill_0, rates.fill_1, rates.fill_2)
        own.building = [[pool * months for months in fill] for pool in delivered]
        own.building_power = [[pool * months for months in fill] for pool in power]
        sections.use_compute(given, rates, month, self.state.escalated, own)
        own.in_window = own.level["used_compute"] / (
            1 + np.maximum(given.delivery_growth, 0) * self.world.training_window)
        own.level["cumulative_compute"] = full(given.cumulative_start)
        caution = given.caution * (1 - rates.reaction_start)
        sections.measure(given, rates, self.world, market.price, caution, own)
        return own

    def spend(self, n, month, own):
        """Spending of all channels and programmes (1.7); accelerator money of each pool (2.4)."""
        investment = self.full(month.programme_spend)
        cash = [self.zeros(), self.full(month.programme_orders)]
        for k, (channel, y) in enumerate(zip(self.channel[n], own.log_spend)):
            spent = np.exp(y - channel.bust_loading * own.bust_loss +
                           channel.surge_loading * own.surge)
            investment += channel.ai_share * spent
            spent *= channel.order_share
            cash[int(self.race.state_pool[n, k])] += spent
        own.level["investment"] = investment
        return cash

    def market(self, month):
        state, trend = self.state, self.month_of(2, month)
        supply = np.exp(trend.supply + state.supply_noise)
        supply *= 1 - self.world.shock_depth * state.shock
        closed = state.escalated | (state.regime > 1.5)
        is_open = state.regime < 0.5
        quota = [np.where(closed, r.quota_closed, np.where(is_open, r.quota_open, r.quota_partial))
                 for r in self.rates]
        return Space(price=trend.price + state.price_noise, quota=quota, supply=supply,
                     energy=np.exp(trend.energy + state.energy_noise),
                     uncontrolled=supply * (1 - (quota[0] + quota[1])))
