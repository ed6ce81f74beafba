"""The families of priors that are a line in z or in a uniform number, and samples of them."""

import collections
import math
import statistics

import numpy as np

# Keys of quantiles ("p2_5") are read by their name; `median` is p50.
_NORMAL = statistics.NormalDist()

# A prior is back(center + spread z) with z standard normal, or uniform from center to
# center + spread; a number has the spread 0. Samples outside [low, high] are drawn again.
Prior = collections.namedtuple("Prior", "family center spread low high")


def _logit(x):
    return math.log(x / (1 - x))


def _same(x):
    return x


LINK = {"normal": _same, "lognormal": math.log, "logitnormal": _logit}
BACK = {"normal": _same, "lognormal": np.exp, "logitnormal": lambda g: 1 / (1 + np.exp(-g)),
        "uniform": _same}


def _form_of_interval(interval, row):
    p5, p95 = (float(end) for end in interval.split(" to "))
    within_one = row.low == 0 and row.high == 1
    family = "logitnormal" if within_one else "lognormal" if p5 > 0 else "normal"
    return {"dist": family, "p5": p5, "p95": p95}


def _share(key):
    """The probability of a quantile's key; None: it is another key."""
    if key == "median":
        return 0.5
    digits = key[1:].replace("_", ".")
    return float(digits) / 100 if key[0] == "p" and digits[:1].isdigit() else None


def _center_and_spread(form):
    family = form["dist"]
    if family not in LINK | {"uniform": None}:
        raise NotImplementedError(f"the peers do not know dist = \"{family}\"; racecast alone does")
    link = LINK.get(family, _same)
    if family == "uniform" and "low" in form:
        return form["low"], form["high"] - form["low"]
    if "mean" in form:
        if family == "normal":
            return form["mean"], form["sd"]
        variance = math.log1p((form["sd"] / form["mean"]) ** 2)
        return math.log(form["mean"]) - variance / 2, math.sqrt(variance)
    if "sigma" in form:
        return link(form["median"]), form["sigma"]
    (first, low), (last, high) = sorted(
        (_share(key), link(value)) for key, value in form.items() if _share(key) is not None)
    if family != "uniform":
        first, last = _NORMAL.inv_cdf(first), _NORMAL.inv_cdf(last)
    spread = (high - low) / (last - first)
    return low - spread * first, spread


def prior_of(form, row):
    """The prior of a parameter as the config gives it: a number, an interval or a family."""
    if isinstance(form, dict) and "value" in form:
        form = form["value"]
    if isinstance(form, (int, float)):
        return Prior("normal", form, 0.0, form, form)
    low, high = row.low, row.high
    if isinstance(form, str):
        form = {"interval": form}
    low, high = max(low, form.get("min", low)), min(high, form.get("max", high))
    if "interval" in form:
        form = _form_of_interval(form["interval"], row)
    return Prior(form["dist"], *_center_and_spread(form), low, high)


def sample(prior, count, rng):
    if prior.spread == 0:
        return np.full(count, BACK[prior.family](prior.center), float)
    score = rng.random if prior.family == "uniform" else rng.standard_normal

    def some(number):
        return BACK[prior.family](prior.center + prior.spread * score(number))

    values = some(count)
    while (outside := np.flatnonzero((values < prior.low) | (values > prior.high))).size:
        values[outside] = some(outside.size)
    return values
