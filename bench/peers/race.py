"""The question of a resolved config: what is asked, and draws of what is uncertain.

The rows of parameters, metrics and events are read from kernels/model/*.def, the config from
/provenance/config_resolved of a racecast result, in which overlays are already applied. Only the
families of priors (priors.py) are written anew, and sampled independently of racecast.
"""

import dataclasses
import pathlib
import re
import tomllib
import types

import numpy as np

import priors

MODEL = pathlib.Path(__file__).resolve().parents[2] / "kernels" / "model"
NATIONS = ("us", "cn")
ACCOUNTINGS = ("ownership", "location", "official")
DESTINATIONS = ("compute", "fab", "power")
OUTCOME_BATCHES, ARRIVAL_BATCHES = 1024, 64

_ROW = re.compile(r'^RC_ROW\((\w+), \d+, (\w+), "([^"]+)", "[^"]*", ([^,]+), ([^,]+), ([^,]+), "',
                  re.MULTILINE)
_METRIC = re.compile(r'^RC_METRIC\((\d+), (\w+), "[^"]*", ([^,]+),', re.MULTILINE)
_EVENT = re.compile(r"^RC_EVENT\((\d+), (\w+),", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Row:
    member: str
    key: str
    low: float
    high: float
    absent: float | None  # None: the key is required


def _read_rows():
    rows = {}
    text = (MODEL / "parameters.def").read_text()
    for group, member, key, low, high, absent in _ROW.findall(text):
        default = None if absent == "RC_REQUIRED" else float(absent)
        rows.setdefault(group, []).append(Row(member, key, float(low), float(high), default))
    return rows


ROWS = _read_rows()
METRICS = [(name, float(scale))
           for _, name, scale in sorted(_METRIC.findall((MODEL / "metrics.def").read_text()),
                                        key=lambda metric: int(metric[0]))]
METRIC_NAMES = [name for name, _ in METRICS]
EVENTS = {name: int(bit) for bit, name in _EVENT.findall((MODEL / "events.def").read_text())}
PATTERNS = 1 << len(EVENTS)


def fields(group):
    """Record of a draw's parameters of a group."""
    return np.dtype([(row.member, np.float32) for row in ROWS[group]])


@dataclasses.dataclass(frozen=True)
class Race:
    """What is asked. Arrays have an entry for each nation, programme or threshold."""
    config: dict
    horizon: int
    paths: int                  # per draw
    thresholds: tuple           # names
    metric: np.ndarray          # index in METRICS
    sign: np.ndarray            # +1 reached from below, -1 from above
    hold: np.ndarray            # consecutive months
    primary: int
    accounting: int
    channels: np.ndarray        # count, a nation
    state_pool: np.ndarray      # [nation, channel]
    programmes: tuple           # names of those that are not already counted
    plan_nation: np.ndarray
    plan_destination: np.ndarray
    plan_first: np.ndarray      # years from the start
    plan_last: np.ndarray


def _month(text):
    year, month = text.split("-")
    return 12 * int(year) + int(month)


class NotSupported(Exception):
    """The config asks for what no peer does."""


def read_race(text):
    config = tomllib.loads(text)
    # A matrix counts as a rank that is not 0.
    if any(entry.get("rank", 1) != 0 for entry in config.get("correlation", [])):
        raise NotSupported("the config correlates priors, and the peers sample each by itself; "
                           "compare a config that extends it with correlation = []")
    run = config["run"]
    start = _month(run["start"])
    horizon = run.get("horizon_months") or _month(run["horizon"]) - start + 1
    asked = list(config["threshold"].values())
    pools = [[c["pool"] == "state" for c in config[n].get("channel", {}).values()] for n in NATIONS]
    state_pool = np.zeros((2, max(map(len, pools))), bool)
    for nation, pool in enumerate(pools):
        state_pool[nation, :len(pool)] = pool
    plans = {name: plan for name, plan in config.get("programme", {}).items()
             if not plan.get("already_counted", False)}
    floats = np.float64
    return Race(
        config, horizon, run.get("paths_per_draw", 32), tuple(config["threshold"]),
        np.array([METRIC_NAMES.index(t["metric"]) for t in asked]),
        np.array([-1 if t.get("direction") == "below" else 1 for t in asked], np.float32),
        np.array([t.get("hold_months", 1) for t in asked]),
        list(config["threshold"]).index(config["primary"]),
        ACCOUNTINGS.index(config.get("accounting", "ownership")),
        np.array([len(pool) for pool in pools]), state_pool, tuple(plans),
        np.array([NATIONS.index(p["nation"]) for p in plans.values()], np.int64),
        np.array([DESTINATIONS.index(p["destination"]) for p in plans.values()], np.int64),
        np.array([(_month(p["first"]) - start) / 12 for p in plans.values()], floats),
        np.array([(_month(p["last"]) - start + 1) / 12 for p in plans.values()], floats))


def parameters(race):
    """Every parameter of a draw: where it goes (table, index, member), its row, form and scale."""
    config = race.config
    groups = [("WORLD", "world", (), config, 1.0)]
    for n, name in enumerate(NATIONS):
        groups.append(("NATION", "nation", (n,), config[name], 1.0))
        for k, channel in enumerate(config[name].get("channel", {}).values()):
            groups.append(("CHANNEL", "channel", (n, k), channel, 1.0))
    for i, name in enumerate(race.programmes):
        groups.append(("PROGRAMME", "programme", (i,), config["programme"][name], 1.0))
    for i, name in enumerate(race.thresholds):
        groups.append(("THRESHOLD", "threshold", (i,), config["threshold"][name],
                       METRICS[race.metric[i]][1]))
    for group, table, index, keys, scale in groups:
        for row in ROWS[group]:
            form = keys
            for part in row.key.split("."):
                form = form.get(part) if isinstance(form, dict) else None
            yield (table, index, row.member), row, row.absent if form is None else form, scale


def samples(race, count, rng):
    """Where each parameter goes, and its samples."""
    for place, row, form, scale in parameters(race):
        values = priors.sample(priors.prior_of(form, row), count, rng) / scale
        yield place, values.astype(np.float32)


def sample_draws(race, count, rng):
    """Records: world [draw], nation [draw, nation], channel, programme and threshold alike."""
    draws = types.SimpleNamespace(
        world=np.zeros(count, fields("WORLD")), nation=np.zeros((count, 2), fields("NATION")),
        channel=np.zeros((count, *race.state_pool.shape), fields("CHANNEL")),
        programme=np.zeros((count, len(race.programmes)), fields("PROGRAMME")),
        threshold=np.zeros((count, len(race.thresholds)), fields("THRESHOLD")))
    for (table, index, member), values in samples(race, count, rng):
        getattr(draws, table)[(slice(None), *index)][member] = values
    draws.threshold = np.ascontiguousarray(draws.threshold["value"])
    return draws


COUNTS = ("joint", "outcome", "odds", "event_outcome", "outcome_batch", "arrival_batch")


def new_counts(race, lead=()):
    """Zeros of every table that racecast counts; `lead`: axes before them, as one a worker."""
    t, months = len(race.thresholds), race.horizon + 2
    shapes = {"joint": (t, months, months), "outcome": (t, 4), "odds": (t, race.paths + 1),
              "event_outcome": (t, PATTERNS, 4), "outcome_batch": (OUTCOME_BATCHES, t, 4),
              "arrival_batch": (ARRIVAL_BATCHES, t, 2, months)}
    return {name: np.zeros((*lead, *shapes[name]), np.int64) for name in COUNTS}
