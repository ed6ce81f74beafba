"""What both peers compute with once a draw, not once a path: units, and relations of rates.

The same source serves both. NumPy calls it with arrays (months along the first axis, draws along
the last); Numba compiles it for one draw and one month. Equation numbers are docs/model.md's.
"""

import inspect
import re

import numpy as np

try:
    from numba.extending import register_jitable as for_both
except ImportError:  # the NumPy peer alone needs no Numba
    def for_both(function):
        return function

MONTH = 1 / 12  # years
ROOT_MONTH = MONTH ** 0.5
LN2 = float(np.log(2))
FLOP_YEAR = 989e12 * 31557600 / 1e24  # 1e24 FLOP of one H100e in a year


def names_set_by(function, record):
    """Names that a function gives to its argument `record`, in their order."""
    return re.findall(rf"\b{record}\.(\w+)(?=[^=\n(]* = )", inspect.getsource(function))


def record(names):
    return np.dtype([(name, np.float32) for name in names])


@for_both
def keep(rate):
    return np.exp(-rate * MONTH)


@for_both
def chance(hazard):
    return -np.expm1(-hazard * MONTH)


@for_both
def competing_chance(hazard, other):
    return chance(hazard + other) * (hazard / (hazard + other + 1e-30))


@for_both
def ou_kick(sigma, theta):
    theta = np.maximum(theta, 1e-6)
    return sigma * np.sqrt(-np.expm1(-2 * theta * MONTH) / (2 * theta))


@for_both
def log_odds(share):
    return np.log(share / (1 - share))


@for_both
def bending_trend(t, first, late, half_life):
    return late * t - (first - late) * (half_life / LN2) * np.expm1(t * (-LN2 / half_life))
