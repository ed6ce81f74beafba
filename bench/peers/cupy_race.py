"""The race as a raw CUDA kernel, hand-written and compiled by CuPy: a thread for each path.

Random numbers are Philox4x32-10 with a counter, a block's paths share the parameters of their draw,
and the arithmetic is IEEE's. Priors are sampled and decided by CuPy's arrays; a kernel of its own
makes the month tables.
"""

import pathlib
import time

import cupy
import cupyx.scipy.special
import numpy as np

import array_draws
import trees
from cupy_source import source_of
from draw_months import NATION_MONTHS, WORLD_MONTHS
from race import COUNTS, new_counts

ROOT = pathlib.Path(__file__).resolve().parents[2]
BATCH_DRAWS = 1 << 16
WARPS = 12  # a multiprocessor: at most 168 registers a thread, which a path needs
KERNEL_TABLES = ("joint", "odds", "event_outcome", "outcome_batch", "arrival_batch")
ROW_FLOATS = len(WORLD_MONTHS) + 2 * len(NATION_MONTHS)


class Runner:
    """Runs draws of one race; compiled when it is made."""

    def __init__(self, race, batch_draws=BATCH_DRAWS):
        self.race, self.batch_draws = race, batch_draws
        self.priors = array_draws.PriorTable(race)
        self.threads = min(1024, 32 * -(-race.paths // 32))
        began = time.perf_counter()
        _, tree = self.decided(cupy.random.default_rng(0), 1)
        module = cupy.RawModule(code=source_of(race, tree, self.threads, WARPS),
                                options=("-std=c++17", f"-I{ROOT}"))
        self.fill_months = module.get_function("month_tables")
        self.run_draws = module.get_function("run_draws")
        self.run(1, 0)
        self.compile_seconds = time.perf_counter() - began
        self.about = {"cupy": cupy.__version__, "registers": self.run_draws.num_regs,
                      "local_bytes": self.run_draws.local_size_bytes,
                      "shared_bytes": self.run_draws.shared_size_bytes}

    def decided(self, rng, draws):
        """Everything a draw decides but the months, [draw, number], and the form of it."""
        uniform = rng.random((len(self.priors.places), draws), dtype=np.float32)
        given = self.priors.named(
            self.priors.sample(cupy, uniform, cupyx.scipy.special.ndtri))
        rates = array_draws.rates_of(cupy, self.race, given)
        bar = vars(rates).pop("bar")  # last, as in the record
        tree = trees.Space(world_given=given.world, **vars(rates), programme=given.programme,
                           bar=bar)
        rows = [cupy.broadcast_to(leaf, (draws,)) for leaf in trees.leaves(tree)]
        return cupy.stack(rows, axis=1).astype(np.float32, copy=False), tree

    def run(self, draws, seed):
        """Counts of so many draws, and their number."""
        race, rng = self.race, cupy.random.default_rng(seed)
        shapes = new_counts(race)
        on_device = [cupy.zeros(shapes[name].shape, np.uint64) for name in KERNEL_TABLES]
        months = race.horizon + 1
        table = cupy.empty((min(draws, self.batch_draws), months, ROW_FLOATS), np.float32)
        for first in range(0, draws, self.batch_draws):
            count = min(self.batch_draws, draws - first)
            packed, _ = self.decided(rng, count)
            self.fill_months((-(-count * months // 128),), (128,),
                             (packed, table, np.int32(count)))
            self.run_draws((count,), (self.threads,),
                           (packed, table, np.uint32(seed), np.int32(first), *on_device))
        counts = dict(zip(KERNEL_TABLES, (cupy.asnumpy(t).astype(np.int64) for t in on_device)))
        counts["outcome"] = counts["outcome_batch"].sum(0)
        return {name: counts[name] for name in COUNTS}, draws
