"""The families of priors, and samples of them within their bounds."""

import collections
import math

import numpy as np

Z95 = 1.6448536269514722  # 0.95 quantile of the standard normal

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


def _center_and_spread(form):
    if form["dist"] == "uniform":
        return form["low"], form["high"] - form["low"]
    link = LINK[form["dist"]]
    if "p5" in form:
        low, high = link(form["p5"]), link(form["p95"])
        return (low + high) / 2, (high - low) / (2 * Z95)
    if "mean" in form:
        return form["mean"], form["sd"]
    return link(form["median"]), form["sigma"]


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
