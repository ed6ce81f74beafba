"""The race in PyTorch: arrays of paths; a month is one function, compiled where that works.

The month is traced to a graph of tensor operations first (make_fx), so that the compiler sees no
Python; random numbers are drawn in it, and a compiler makes them in the kernels that use them.
"""

import time

import torch
from torch.fx.experimental.proxy_tensor import make_fx

import array_arrivals
import array_draws
import array_month
import array_state
import trees
from torch_arrays import TorchArrays

BATCH_DRAWS = 1 << 15


def tally(cells, size):
    return torch.bincount(cells.reshape(-1), minlength=size)


class Runner:
    """Runs whole batches of one race; compiled when it is made. `device`: cuda or cpu."""

    def __init__(self, race, batch_draws=BATCH_DRAWS, device="cuda", compiled=True):
        if device == "cuda" and not torch.cuda.is_available():
            raise ImportError("PyTorch is here without its part for this GPU")
        self.race, self.batch_draws, self.device = race, batch_draws, device
        self.xp, self.priors = TorchArrays(device), array_draws.PriorTable(race)
        self.about = {"torch": torch.__version__, "device": device}
        if device == "cuda":
            self.about["device"] = torch.cuda.get_device_name()
        began = time.perf_counter()
        with torch.no_grad():
            self.month = self.prepared(*self.start(), compiled)
        self.synchronise()
        self.compile_seconds = time.perf_counter() - began

    def synchronise(self):
        if self.device == "cuda":
            torch.cuda.synchronize()

    def start(self):
        """Decides the draws of a batch: rates, rows of the months, and the state in month 0."""
        race, draws, xp = self.race, self.batch_draws, self.xp
        uniform = torch.rand((len(self.priors.places), draws), device=self.device)
        given = self.priors.named(self.priors.sample(xp, uniform, torch.special.ndtri))
        rates = array_draws.rates_of(xp, race, given)
        t = xp.arange(race.horizon + 1, dtype=torch.float32)[:, None] / 12
        months = array_draws.months_of(xp, race, given, t)
        packed = torch.stack([torch.broadcast_to(leaf, (draws,)) for leaf in trees.leaves(rates)])
        rows = torch.stack([torch.broadcast_to(leaf, (len(t), draws))
                            for leaf in trees.leaves(months)], dim=1)
        self.rates_form, self.months_form = rates, months
        draw = self.named(rates, packed)
        zero = xp.zeros((race.paths, draws))
        state, levels = array_state.start_of_path(xp, race, draw, self.named(months, rows[0]), zero)
        codes = [xp.zeros(zero.shape, torch.int32) for _ in range(2 * len(race.thresholds))]
        codes = array_arrivals.follow(xp, race, draw, 0, state, levels, codes)
        self.state_form = {"world": vars(state.world),
                           "nation": [vars(own) for own in state.nation], "events": state.events}
        # A tensor for each: tracing takes one that stands for two to be one.
        return packed, rows, [leaf.clone() for leaf in (*trees.leaves(self.state_form), *codes)]

    @staticmethod
    def named(form, packed):
        return trees.named(trees.rebuilt(form, list(packed.unbind(0))))

    def one_month(self, packed, row, number, *flat):
        """A month as a function of tensors alone: the state and behind it the codes."""
        flat, codes = flat[:-2 * len(self.race.thresholds)], flat[-2 * len(self.race.thresholds):]
        race, shape = self.race, (self.race.paths, self.batch_draws)
        normals, uniforms = array_month.numbers_of(race)
        z = torch.randn((normals, *shape), device=self.device).unbind(0)
        u = torch.rand((uniforms, *shape), device=self.device).unbind(0)
        draw = self.named(self.rates_form, packed)
        state = trees.named(trees.rebuilt(self.state_form, flat))
        state, levels = array_month.step(self.xp, race, draw, self.named(self.months_form, row),
                                         state, z, u)
        codes = array_arrivals.follow(self.xp, race, draw, number, state, levels, codes)
        flat = trees.leaves([vars(state.world), [vars(own) for own in state.nation], state.events])
        return [*flat, *codes]

    def prepared(self, packed, rows, flat, compiled):
        """The month, compiled and run once; as it is where that fails, with the reason."""
        number = torch.tensor(1, dtype=torch.int32, device=self.device)
        self.about["mode"] = "eager"
        if not compiled or not hasattr(torch, "compile"):
            self.about["why_eager"] = "not asked for" if not compiled else "no torch.compile"
            return self.one_month
        try:
            example = (packed, rows[1], number, *flat)
            month = torch.compile(make_fx(lambda *tensors: self.one_month(*tensors))(*example))
            month(*example)
        except Exception as error:  # whatever a compiler may raise: PyTorch goes on without it
            self.about["why_eager"] = f"{type(error).__name__}: {error}"[:300]
            return self.one_month
        self.about["mode"] = "torch.compile"
        return month

    @torch.no_grad()
    def run(self, draws, seed):
        """Counts of at least so many draws, and how many were run."""
        torch.manual_seed(seed)
        total, batches = None, -(-draws // self.batch_draws)
        numbers = self.xp.arange(self.race.horizon + 1, dtype=torch.int32)
        for batch in range(batches):
            packed, rows, flat = self.start()
            for month in range(1, self.race.horizon + 1):
                flat = self.month(packed, rows[month], numbers[month], *flat)
            state = trees.named(trees.rebuilt(self.state_form, flat))
            codes = flat[-2 * len(self.race.thresholds):]
            counts = array_arrivals.tables(self.xp, self.race, self.named(self.rates_form, packed),
                                           state, codes, batch * self.batch_draws, tally)
            if total is not None:
                sums = [a + b for a, b in zip(trees.leaves(total), trees.leaves(counts))]
                counts = trees.rebuilt(counts, sums)
            total = counts
        on_host = [leaf.cpu().numpy() for leaf in trees.leaves(total)]  # waits for the device
        return (array_arrivals.shaped(self.race, trees.rebuilt(total, on_host)),
                batches * self.batch_draws)
