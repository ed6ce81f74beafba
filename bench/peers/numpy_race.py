"""The race in NumPy: months in a Python loop, a process for each core."""

import multiprocessing

import numpy as np

from numpy_batch import Batch
from race import (ARRIVAL_BATCHES, COUNTS, METRIC_NAMES, OUTCOME_BATCHES,
                  new_counts, sample_draws)

BATCH_DRAWS = 512  # at most; fewer and Python's share grows, more and the state outgrows the caches


class Arrivals:
    """When each path first holds each threshold (section 11)."""

    def __init__(self, batch):
        self.batch, race = batch, batch.race
        shape = (len(race.thresholds), 2, *batch.shape)
        self.month = np.full((*shape[:2], batch.normal[0].size), race.horizon + 1, np.int16)
        self.pattern = np.zeros(self.month.shape, np.uint8)  # of events when the run began
        self.run = np.zeros(shape, np.int16)
        self.open = np.ones(shape, bool)  # not arrived

    def follow(self, month):
        race = self.batch.race
        for i, (metric, sign, hold) in enumerate(zip(race.metric, race.sign, race.hold)):
            levels = [own.level[METRIC_NAMES[metric]] for own in self.batch.nations]
            bar = self.batch.bar[i]
            held = [level >= bar if sign > 0 else level <= bar for level in levels]
            for n in (0, 1):
                self.follow_one(i, n, held[n], month, hold)
            if i == race.primary:
                self.approach(levels, [h | ~o for h, o in zip(held, self.open[i])])

    def follow_one(self, i, n, held, month, hold):
        still_open = self.open[i, n]
        if hold == 1:
            begun = arrived = (held & still_open).ravel().nonzero()[0]
        else:
            run = self.run[i, n]
            run += 1
            run *= held
            begun = ((run == 1) & still_open).ravel().nonzero()[0]
            arrived = ((run == hold) & still_open).ravel().nonzero()[0]
        if begun.size:
            self.pattern[i, n, begun] = self.batch.pattern(month, begun)
        if arrived.size:
            self.month[i, n, arrived] = month + 1 - hold
            still_open.ravel()[arrived] = False

    def approach(self, levels, reached):
        """How near the nations are to the primary threshold (7.2)."""
        world, near = self.batch.world, []
        for level, done in zip(levels, reached):
            gap = np.abs(world.log_primary - np.log(np.maximum(level, 1e-30)))
            near.append(np.where(done, np.float32(0), 1 - gap * world.proximity_inverse))
        self.batch.state.proximity = np.maximum(np.maximum(near[0], near[1]), 0)

    def count(self, counts, first_draw):
        race, months = self.batch.race, self.batch.race.horizon + 2
        paths, draws = self.batch.shape
        draw = np.tile(np.arange(first_draw, first_draw + draws), paths)
        at_horizon = self.batch.pattern(race.horizon, np.arange(draw.size))
        for i in range(len(race.thresholds)):
            us, cn = self.month[i].astype(np.int64)
            outcome = np.where(us < cn, 0, np.where(cn < us, 1, np.where(us == months - 1, 3, 2)))
            pattern = np.where(us <= cn, *self.pattern[i]).astype(np.int64)
            pattern = np.where(outcome == 3, at_horizon, pattern)
            add(counts["joint"][i], us * months + cn)
            add(counts["outcome"][i], outcome)
            add(counts["event_outcome"][i], pattern * 4 + outcome)
            wins = (outcome == 0).reshape(paths, draws).sum(0)
            add(counts["odds"][i], wins)
            counts["outcome_batch"][:, i] += tally(
                (OUTCOME_BATCHES, 4), draw % OUTCOME_BATCHES * 4 + outcome)
            for n, month in enumerate((us, cn)):
                counts["arrival_batch"][:, i, n] += tally(
                    (ARRIVAL_BATCHES, months), draw % ARRIVAL_BATCHES * months + month)


def tally(shape, cells):
    return np.bincount(cells, minlength=np.prod(shape)).reshape(shape)


def add(table, cells):
    table += tally(table.shape, cells)


def run_batch(task):
    race, seed, first_draw, count = task
    rng = np.random.Generator(np.random.SFC64(seed))
    batch = Batch(race, sample_draws(race, count, rng), rng)
    arrivals = Arrivals(batch)
    arrivals.follow(0)
    for month in range(1, race.horizon + 1):
        batch.step(month)
        arrivals.follow(month)
    counts = new_counts(race)
    arrivals.count(counts, first_draw)
    return counts


def added(race, tables):
    total = new_counts(race)
    for counts in tables:
        for name in COUNTS:
            total[name] += counts[name]
    return total


def run(race, draws, seed, threads):
    batches = threads * max(1, round(draws / (BATCH_DRAWS * threads)))
    firsts = np.linspace(0, draws, min(batches, draws) + 1).astype(int)
    seeds = np.random.SeedSequence(seed).spawn(batches)
    tasks = [(race, s, first, end - first) for s, first, end in zip(seeds, firsts, firsts[1:])]
    if threads == 1:
        return added(race, map(run_batch, tasks))
    with multiprocessing.Pool(threads) as pool:
        return added(race, pool.imap_unordered(run_batch, tasks))
