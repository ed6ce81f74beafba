"""A month of all paths of some draws in NumPy."""

import numpy as np

import draw_rates
import numpy_sections as sections
from derived import LN2
from numpy_state import Space, State
from race import EVENTS, NATIONS


class Batch(State):
    """Draws that advance together."""

    def step_world(self, z, u):
        rates, state = self.world, self.state
        state.sentiment = rates.sentiment_keep * state.sentiment + rates.sentiment_kick * z[0]
        state.price_noise += rates.price_kick * z[1]
        state.energy_noise += rates.energy_kick * z[2]
        state.supply_noise = rates.supply_keep * state.supply_noise + rates.supply_kick * z[3]
        onset = u[0] < np.where(state.escalated, rates.shock_escalated, rates.shock_calm)  # (2.12)
        state.shock = np.where(onset, np.float32(1), state.shock * rates.shock_keep)
        self.happened("supply_shock", onset)
        is_open, closed, calm = state.regime < 0.5, state.regime > 1.5, ~state.escalated  # (2.11)
        tighten = np.where(is_open, rates.tighten_open, rates.tighten_partial)
        loosen = np.where(closed, rates.loosen_closed, rates.loosen_partial)
        state.regime += (u[1] < tighten) & calm & ~closed
        state.regime -= (1 - u[1] < loosen) & calm & ~is_open
        parity = sum(np.exp(np.square(own.perceived) * -rates.parity_inverse)
                     for own in self.nations) * 0.5  # (7.3)
        hazard = rates.escalation_hazard * np.exp(
            rates.escalation_proximity * state.proximity + rates.escalation_parity * parity)
        enter = -np.expm1(np.minimum(hazard, 2) * (-1 / 12))
        state.escalated ^= u[2] < np.where(state.escalated, rates.escalation_exit, enter)
        self.happened("escalated", state.escalated)
        state.closed_months += np.where(state.escalated | (state.regime > 1.5), np.int16(1),
                                        np.int16(-1))

    def step_bust(self, n, log_fullness, rival_in_bust, u):
        given, rates, own = self.given[n], self.rates[n], self.nations[n]
        hazard = given.bust_hazard * np.exp(given.bust_exponent * log_fullness -
                                            given.bust_sentiment * self.state.sentiment)  # (1.10)
        hazard *= np.where(rival_in_bust, 1 + given.bust_contagion, np.float32(1))
        was = own.bust_depth > 0
        enter = -np.expm1(np.minimum(hazard, 2) * (-1 / 12))
        turns = np.flatnonzero(u < np.where(was, rates.bust_exit, enter))
        depth = np.take(given.bust_depth, turns % self.shape[1]) * (
            0.5 + self.rng.random(turns.size, np.float32)) + 1e-6
        own.bust_depth.ravel()[turns] = np.where(was.ravel()[turns], 0, depth)
        falling = own.bust_depth + (own.bust_loss - own.bust_depth) * rates.loss_keep  # (1.11)
        now = own.bust_depth > 0
        own.bust_loss = np.where(now, falling, own.bust_loss * rates.recovery_keep)
        self.happened("bust_" + NATIONS[n], now)

    def step_spending(self, n, month, market, smuggled, reaction, shortage, rival, z, u):
        given, rates, own = self.given[n], self.rates[n], self.nations[n]
        fullness = own.level["investment"] * month.ceiling_inverse
        log_fullness = np.log(fullness + 1e-30)
        self.step_bust(n, log_fullness, rival.in_bust, u)
        rising = given.surge_cap + (own.surge - given.surge_cap) * rates.surge_keep  # (1.12)
        own.surge = np.where(self.state.escalated, rising, own.surge * rates.surge_decay_keep)
        pressed = reaction - rates.reaction_start
        room = 1 - given.ceiling_fade * fullness
        pull = given.ceiling_pull * np.maximum(log_fullness, 0)
        for k, (channel, y) in enumerate(zip(self.channel[n], own.log_spend)):
            drift = pressed * channel.race_response  # (1.5)
            drift += self.state.sentiment * channel.sentiment_loading
            drift += channel.growth * month.growth_decay + given.late_growth  # (1.3)
            drift *= np.where(drift > 0, room, np.float32(1))
            drift -= pull
            drift *= 1 / 12
            y += drift
            y += channel.common_kick * z[0]
            y += channel.own_kick * z[7 + k]
        cash = self.spend(n, month, own)
        growth = month.fab_boost - own.wafers * rates.fab_ceiling_inverse  # (2.7)
        growth *= rates.fab_step * (1 + given.tightness_fabs * shortage)
        own.wafers *= np.exp(growth + rates.fab_kick * z[1])
        hidden = sections.hidden_part(given, month, cash[1])
        cash = [pool * own.energised for pool in cash]
        own.orders = cash[0] + cash[1]
        cash = [pool + left for pool, left in zip(cash, own.backlog)]
        limits = sections.line_limits(rates, month, market, smuggled, n, own.wafers)
        bought = sections.purchase(given, rates, market, shortage, limits, cash)
        own.backlog = [pool * rates.backlog_keep for pool in cash]  # (2.9)
        return *bought, hidden

    def step_nation(self, n, month, market, smuggled, rival, z, u):
        given, rates, own = self.given[n], self.rates[n], self.nations[n]
        reaction = draw_rates.reaction(own.perceived, given)
        backlog = own.backlog[0] + own.backlog[1]
        shortage = backlog / (backlog + 3 * own.orders + 1e-30)  # (2.8)
        delivered, power, hidden = self.step_spending(n, month, market, smuggled, reaction,
                                                      shortage, rival, z, u[0])
        sections.construct(rates, self.world.stock_keep, hidden, self.state.escalated, delivered,
                           power, own)
        load = np.maximum(np.log(np.minimum(own.headroom, 1e20)), -LN2)  # (4.4)
        hazard = given.grid_hazard * np.exp(-given.grid_exponent * load)
        onset = u[1] < -np.expm1(np.minimum(hazard, 2) * (-1 / 12))
        own.grid_stress = np.where(onset, np.float32(1), own.grid_stress * rates.stress_keep)
        self.happened("grid_stress", onset)
        own.power_noise += rates.power_kick * z[2]
        available = np.exp(own.power_noise) * month.power_trend + month.power_added  # (4.1), (4.2)
        own.headroom = available / (own.power * (1 - given.abroad_share) + 1e-9)
        own.energised = given.abroad_share + (1 - given.abroad_share) * (
            np.minimum(own.headroom, 1) * (1 - given.grid_cut * own.grid_stress))  # (4.3)
        for pool in (0, 1):
            own.odds_noise[pool] *= rates.utilisation_keep
            own.odds_noise[pool] += rates.utilisation_kick * z[4 + pool]
        escalated = self.state.escalated
        own.mobilised = escalated + (own.mobilised - escalated) * rates.mobilise_keep  # (6.3)
        sections.use_compute(given, rates, month, escalated, own)
        self.step_algorithms(n, month, rival, z[3], u[2])
        own.share_odds = rates.share_odds + (own.share_odds - rates.share_odds) * rates.share_keep
        own.share_odds += rates.share_kick * z[6]  # (9.1)
        used = own.level["used_compute"]
        own.in_window = used + (own.in_window - used) * self.world.window_keep
        own.level["cumulative_compute"] += used * rates.cumulative_factor * np.exp(own.algorithms)
        price = market.price - given.tightness_premium * shortage
        sections.measure(given, rates, self.world, price, given.caution * (1 - reaction), own)

    def step_algorithms(self, n, month, rival, z, u):
        given, rates, own = self.given[n], self.rates[n], self.nations[n]
        found = np.flatnonzero(u < month.breakthrough)  # (8.3)
        own.breakthrough = self.zeros()
        own.breakthrough.ravel()[found] = (self.rng.standard_exponential(found.size, np.float32) *
                                           np.take(given.breakthrough_size, found % self.shape[1]))
        behind = found[own.perceived.ravel()[found] > 0]
        self.events.ravel()[behind] |= 1 << EVENTS["laggard_breakthrough"]
        learned = np.maximum(rival.algorithms - own.algorithms, 0) * rates.diffuse
        learned += rates.spill * rival.breakthrough
        own.algorithms = own.algorithms + (month.algorithms + rates.algorithm_kick * z)  # (8.2)
        own.algorithms += learned + own.breakthrough
        np.minimum(own.algorithms, 40, out=own.algorithms)

    def step(self, month):
        self.rng.standard_normal(out=self.normal, dtype=np.float32)
        self.rng.random(out=self.uniform, dtype=np.float32)
        rivals = [Space(in_bust=own.bust_depth > 0, algorithms=own.algorithms,
                        breakthrough=own.breakthrough) for own in self.nations[::-1]]
        self.step_world(self.normal[:4], self.uniform[:3])
        market = self.market(month)
        smuggled = [self.months[n].smuggled_share[month] for n in (0, 1)]
        z = np.split(self.normal[4:], [7 + self.race.channels[0]])
        u = np.split(self.uniform[3:], 2)
        for n in (0, 1):
            self.step_nation(n, self.month_of(n, month), market, smuggled, rivals[n], z[n], u[n])
        seen = [np.log(own.level["used_compute"] + 1) for own in self.nations]
        for n, own in enumerate(self.nations):  # (12.1)
            gap = seen[1 - n] - seen[n]
            own.perceived = gap + (own.perceived - gap) * self.rates[n].perceive_keep

    def pattern(self, month, where):
        """Event bits of the flat places `where`."""
        bits = self.events.ravel()[where]
        done = month / 12 >= self.world.pooling_done
        bits |= done[where % self.shape[1]].view(np.uint8) << np.uint8(EVENTS["pooling_done"])
        closed = self.state.closed_months.ravel()[where] > 0
        bits |= closed.view(np.uint8) << np.uint8(EVENTS["controls_closed"])
        return bits
