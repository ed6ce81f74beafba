"""Standard normals in Numba: the ziggurat of Marsaglia and Tsang (2000) on Numba's own generator.

np.random.standard_normal is the polar method in Numba, which takes twice the time.
"""

import math

import numpy as np
from numba import njit

LAYERS = 256  # of equal area under e^(-x^2/2)
TAIL, AREA = 3.6541528853610088, 0.00492867323399


def _edges():
    x = np.zeros(LAYERS + 1)
    x[0], x[1] = AREA / math.exp(-TAIL**2 / 2), TAIL
    for i in range(2, LAYERS):
        x[i] = math.sqrt(-2 * math.log(AREA / x[i - 1] + math.exp(-x[i - 1]**2 / 2)))
    return x


EDGE = _edges()
HEIGHT = np.exp(-EDGE**2 / 2)
STEP = (EDGE * 2.0**-23).astype(np.float32)
INSIDE = (EDGE[1:] / EDGE[:-1] * 2**23).astype(np.int32)
HALF_RANGE = np.int32(1 << 23)


@njit
def _beyond(layer, x):
    """The normal of the rare cases: the tail, or between two layers; 0 where x is rejected."""
    if layer == 0:
        while True:
            a = -math.log(1 - np.random.random()) / TAIL
            b = -math.log(1 - np.random.random())
            if 2 * b > a * a:
                return np.float32(math.copysign(TAIL + a, x))
    y = HEIGHT[layer] + np.random.random() * (HEIGHT[layer + 1] - HEIGHT[layer])
    return np.float32(x) if y < math.exp(-0.5 * x * x) else np.float32(0)


@njit
def normal():
    while True:
        word = np.random.randint(0, 1 << 32)
        layer = word & 255
        place = np.int32(word >> 8) - HALF_RANGE
        x = np.float32(place) * STEP[layer]
        if abs(place) < INSIDE[layer]:
            return x
        x = _beyond(layer, x)
        if x != np.float32(0):
            return x
