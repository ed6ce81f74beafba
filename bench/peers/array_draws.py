"""Draws as arrays: samples of all priors at once, and what they decide.

`xp` is a namespace of array functions; arrays of a draw are [draw], month tables [month, draw].
"""

import math
import statistics

import numpy as np

import priors
import rebind
from race import parameters
from trees import Space

NORMAL = statistics.NormalDist()
NEAREST = 2.0 ** -24  # of a probability to 0 and 1, whose quantiles are infinite


def _score(prior, bound):
    """Where a bound lies in standard deviations, or in the unit interval."""
    if prior.family == "uniform" or prior.family == "normal":
        return (bound - prior.center) / prior.spread
    if bound <= 0:
        return -math.inf
    if prior.family == "logitnormal" and bound >= 1:
        return math.inf
    return (priors.LINK[prior.family](bound) - prior.center) / prior.spread


def _mass(prior):
    """The share of a prior that lies below its bounds, and the one within them."""
    if prior.spread == 0:
        return 0.0, 1.0
    ends = [_score(prior, bound) for bound in (prior.low, prior.high)]
    if prior.family == "uniform":
        below, up_to = (min(max(end, 0.0), 1.0) for end in ends)
    else:
        below, up_to = (NORMAL.cdf(end) for end in ends)
    return below, up_to - below


def _scaled(prior, scale):
    """A threshold's prior in the engine's units."""
    if scale == 1:
        return prior
    if prior.family == "lognormal":
        return prior._replace(center=prior.center - math.log(scale))
    return prior._replace(center=prior.center / scale, spread=prior.spread / scale)


def named(race, places_and_values):
    """Values of parameters under their names: world, nation[n], channel[n][k], ..."""
    given = Space(world=Space(), nation=[Space(), Space()],
                  channel=[[Space() for _ in range(count)] for count in race.channels],
                  programme=[Space() for _ in race.programmes],
                  threshold=[Space() for _ in race.thresholds])
    for (table, index, member), values in places_and_values:
        space = getattr(given, table)
        for i in index:
            space = space[i]
        setattr(space, member, values)
    return given


class PriorTable:
    """All parameters of a draw by their quantiles: a row for each."""

    def __init__(self, race):
        self.race, self.places, rows = race, [], []
        for place, row, form, scale in parameters(race):
            prior = priors.prior_of(form, row)
            of_engine = _scaled(prior, scale)
            self.places.append(place)
            rows.append((of_engine.center, of_engine.spread, *_mass(prior),
                         prior.family == "uniform", prior.family == "lognormal",
                         prior.family == "logitnormal"))
        columns = np.array(rows, np.float32).T[:, :, None]
        self.numbers, self.families = columns[:4], columns[4:] > 0

    def sample(self, xp, uniform, ndtri):
        """Values [parameter, draw] of as many uniform numbers; `ndtri` is the normal quantile."""
        center, spread, below, within = (xp.asarray(column) for column in self.numbers)
        is_uniform, is_log, is_logit = (xp.asarray(column) for column in self.families)
        p = xp.minimum(xp.maximum(below + within * uniform, NEAREST), 1 - NEAREST)
        value = center + spread * xp.where(is_uniform, p, ndtri(p))
        growing = xp.exp(xp.minimum(value, 80.0))  # those beyond are not in logarithms
        odds = xp.exp(xp.minimum(xp.maximum(value, -80.0), 80.0))
        return xp.where(is_log, growing, xp.where(is_logit, odds / (1 + odds), value))

    def named(self, values):
        """The rows of `values` under their names."""
        return named(self.race, zip(self.places, values))


def rates_of(xp, race, given):
    """A tree of all that paths need of the draws and that no month changes."""
    shared = rebind.with_arrays(xp)
    rates = Space(world=Space(), given=given.nation, rates=[Space(), Space()],
                  channel=given.channel, bar=[threshold.value for threshold in given.threshold])
    shared.world_rates(given.world, *given.nation, rates.bar[race.primary], rates.world)
    for n, own in enumerate(given.nation):
        shared.nation_rates(own, given.nation[1 - n], given.world, race.accounting, rates.rates[n])
        for channel in given.channel[n]:
            shared.channel_rates(channel, own, channel)
    return rates


def months_of(xp, race, given, t):
    """A tree of the month tables [month, draw]; `t`: ends of the months in years, [month, 1]."""
    shared = rebind.with_arrays(xp)
    months = Space(world=Space(), nation=[Space(), Space()])
    shared.world_month(given.world, t, months.world)
    for n, (own, table) in enumerate(zip(given.nation, months.nation)):
        shared.nation_month(own, t, table)
        shared.programme_month(race.plan_nation, race.plan_destination, race.plan_first,
                               race.plan_last, given.programme, n, own, t, table)
        shared.algorithm_month(given.world, own, given.nation[1 - n], t, table)
    return months
