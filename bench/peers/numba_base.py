"""Constants and records of the Numba peer."""

import math

import numpy as np
from numba import njit

from race import EVENTS

F3, HALF, DT = np.float32(3), np.float32(0.5), np.float32(1 / 12)
MOST_HAZARD = np.float32(2)
MOST_CHANCE = 1 - math.exp(-2 / 12)  # of anything whose hazard is at most 2 a year
BUST = np.array([1 << EVENTS["bust_us"], 1 << EVENTS["bust_cn"]])
ESCALATED, GRID = 1 << EVENTS["escalated"], 1 << EVENTS["grid_stress"]
SHOCK, LAGGARD = 1 << EVENTS["supply_shock"], 1 << EVENTS["laggard_breakthrough"]

_FLOATS = """perceived bust_depth bust_loss surge backlog_0 backlog_1 orders wafers m0 m1 m2 s0 s1
s2 mp0 mp1 mp2 sp0 sp1 sp2 hidden_share market_stock state_stock power reserve reserve_power
power_noise grid_stress headroom energised market_noise state_noise mobilised algorithms
breakthrough share_odds in_window""".split()
NATION_STATE = np.dtype([(name, np.float32) for name in _FLOATS])
_WORLD_FLOATS = """sentiment price_noise energy_noise supply_noise shock proximity price energy
supply uncontrolled quota_us quota_cn""".split()
_WORLD_INTS = "regime escalated closed_months events".split()
WORLD_STATE = np.dtype([(name, np.float32) for name in _WORLD_FLOATS] +
                       [(name, np.int32) for name in _WORLD_INTS])

compiled = njit(fastmath=True, error_model="numpy")


@compiled
def happens(hazard):
    """Whether an event of this hazard happens within the month."""
    return np.random.random() < -math.expm1(-hazard * DT)
