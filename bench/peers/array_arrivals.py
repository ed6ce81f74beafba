"""Section 11 for arrays: when each path first holds each threshold, and the tables of all paths.

A code is an int32 for each threshold and nation: 0 while it is not held; months held so far, and
above 2^16 the events of the month in which that began; and after the arrival ~(events, month).
"""

import numpy as np

from race import ARRIVAL_BATCHES, EVENTS, OUTCOME_BATCHES, PATTERNS, new_counts

SHIFT, LOW = 16, 0xffff


def pattern_of(xp, rates, month, world, events):
    """Event bits of the month."""
    closed = xp.asarray(world.closed_months > 0, dtype=xp.int32) * (1 << EVENTS["controls_closed"])
    pooled = xp.asarray(month / 12 >= rates.pooling_done, dtype=xp.int32)
    return events | closed | (pooled * (1 << EVENTS["pooling_done"]))


def follow_one(xp, code, held, began, month, hold):
    """A code after a month; `began` holds the month's events, shifted."""
    if hold == 1:
        return xp.where(held & (code == 0), ~(began | month), code)
    running = xp.where(code == 0, began + 1, code + 1)
    arrived = ~((running & ~LOW) | (month + (1 - hold)))
    running = xp.where((running & LOW) == hold, arrived, running)
    return xp.where(code < 0, code, xp.where(held, running, 0))


def follow(xp, race, draw, month, state, levels, codes):
    """The codes after a month; leaves the proximity (7.2) in the state."""
    began = pattern_of(xp, draw.world, month, state.world, state.events) << SHIFT
    after = []
    for i, (metric, sign, hold) in enumerate(zip(race.metric, race.sign, race.hold)):
        near = 0.0
        for n, level in enumerate(levels):
            x = level[metric]
            held = x >= draw.bar[i] if sign > 0 else x <= draw.bar[i]
            after.append(follow_one(xp, codes[2 * i + n], held, began, month, int(hold)))
            if i == race.primary:
                gap = abs(draw.world.log_primary - xp.log(xp.maximum(x, 1e-30)))
                mine = xp.where(held | (after[-1] < 0), 0.0, 1 - gap * draw.world.proximity_inverse)
                near = xp.maximum(mine, near)
        if i == race.primary:
            state.world.proximity = near
    return after


def tables(xp, race, draw, state, codes, first_draw, tally):
    """Every table that racecast counts; `tally(cells, size)` counts the cells [path, draw]."""
    never, months = race.horizon + 1, race.horizon + 2
    at_horizon = pattern_of(xp, draw.world, race.horizon, state.world, state.events)
    paths, draws = codes[0].shape
    number = first_draw + xp.arange(draws)
    rows = {"joint": [], "outcome": [], "odds": [], "event_outcome": [], "outcome_batch": [],
            "arrival_batch": []}
    for i in range(len(race.thresholds)):
        us_code, cn_code = codes[2 * i], codes[2 * i + 1]
        us, cn = (xp.where(code < 0, ~code & LOW, never) for code in (us_code, cn_code))
        first = xp.where(us <= cn, us_code, cn_code)
        pattern = xp.where(first < 0, ~first >> SHIFT, at_horizon)
        outcome = xp.where(us < cn, 0, xp.where(cn < us, 1, xp.where(us == never, 3, 2)))
        wins = (outcome == 0).sum(0)
        rows["joint"].append(tally(us * months + cn, months * months))
        rows["outcome"].append(tally(outcome, 4))
        rows["odds"].append(tally(wins, race.paths + 1))
        rows["event_outcome"].append(tally(pattern * 4 + outcome, PATTERNS * 4))
        rows["outcome_batch"].append(tally(number % OUTCOME_BATCHES * 4 + outcome,
                                           OUTCOME_BATCHES * 4))
        batch = number % ARRIVAL_BATCHES * months
        rows["arrival_batch"].append([tally(batch + month, ARRIVAL_BATCHES * months)
                                      for month in (us, cn)])
    return rows


def shaped(race, rows):
    """The same as NumPy's tables of race.new_counts()."""
    counts = new_counts(race)
    for name in ("joint", "outcome", "odds", "event_outcome"):
        for i, row in enumerate(rows[name]):
            counts[name][i] += np.asarray(row).reshape(counts[name][i].shape)
    for i, row in enumerate(rows["outcome_batch"]):
        counts["outcome_batch"][:, i] += np.asarray(row).reshape(OUTCOME_BATCHES, 4)
    for i, both in enumerate(rows["arrival_batch"]):
        for n, row in enumerate(both):
            counts["arrival_batch"][:, i, n] += np.asarray(row).reshape(ARRIVAL_BATCHES, -1)
    return counts
