"""The race in NumPy: arrays of paths, months in a Python loop, a process for each core."""

import multiprocessing

import numpy as np

import array_arrivals
import array_draws
import array_month
import array_world
import trees
from race import COUNTS, new_counts, samples

BATCH_DRAWS = 512  # at most; fewer and Python's share grows, more and the state outgrows the caches


def tally(cells, size):
    return np.bincount(cells.ravel(), minlength=size)


def run_batch(task):
    """Counts of some draws."""
    race, seed, first_draw, draws = task
    rng, shape = np.random.Generator(np.random.SFC64(seed)), (race.paths, draws)
    given = array_draws.named(race, samples(race, draws, rng))
    rates = array_draws.rates_of(np, race, given)
    t = np.arange(race.horizon + 1, dtype=np.float32)[:, None] / np.float32(12)
    months = array_draws.months_of(np, race, given, t)
    rows = [np.broadcast_to(np.float32(leaf), (len(t), draws)) for leaf in trees.leaves(months)]
    draw = trees.rebuilt(rates, map(np.float32, trees.leaves(rates)))

    def at(month):
        return trees.rebuilt(months, [row[month] for row in rows])

    normals, uniforms = array_month.numbers_of(race)
    state, levels = array_world.start_of_path(np, race, draw, at(0), np.zeros(shape, np.float32))
    codes = [np.zeros(shape, np.int32) for _ in range(2 * len(race.thresholds))]
    codes = array_arrivals.follow(np, race, draw, 0, state, levels, codes)
    for month in range(1, race.horizon + 1):
        z = rng.standard_normal((normals, *shape), np.float32)
        u = rng.random((uniforms, *shape), np.float32)
        state, levels = array_month.step(np, race, draw, at(month), state, z, u)
        codes = array_arrivals.follow(np, race, draw, month, state, levels, codes)
    counted = array_arrivals.tables(np, race, draw, state, codes, first_draw, tally)
    return array_arrivals.shaped(race, counted)


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
    with multiprocessing.Pool(threads) as pool:
        return added(race, pool.imap_unordered(run_batch, tasks))
