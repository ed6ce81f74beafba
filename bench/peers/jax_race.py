"""The race in JAX: a batch is one compiled program, `lax.scan` over months of arrays of paths.

Draws are sampled, decided, followed and counted on the device; the tables come to the host at the
end of a run. Random numbers are XLA's own generator (`rbg`), which costs less than threefry.
"""

import os
import time

os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")  # others use the same GPU

import jax
import jax.numpy as jnp

import array_arrivals
import array_draws
import array_month
import array_world
import trees

BATCH_DRAWS = 1 << 15  # paths of a batch: this times the paths a draw


def tally(cells, size):
    return jnp.bincount(cells.ravel(), length=size)


class Runner:
    """Runs whole batches of one race; compiled when it is made."""

    def __init__(self, race, batch_draws=BATCH_DRAWS):
        if jax.default_backend() != "gpu":
            raise ImportError("JAX is here without its part for this GPU")
        self.race, self.batch_draws = race, batch_draws
        self.priors = array_draws.PriorTable(race)
        began = time.perf_counter()
        self.compiled = jax.jit(self.batch, donate_argnums=0).lower(
            self.zeros(), self.key(0), jnp.int32(0)).compile()
        self.compile_seconds = time.perf_counter() - began
        device = jax.devices()[0]
        self.about = {"jax": jax.__version__, "device": device.device_kind, "generator": "rbg"}

    def key(self, seed):
        return jax.random.key(seed, impl="rbg")

    def zeros(self):
        shapes = jax.eval_shape(self.one_batch, self.key(0), jnp.int32(0))
        flat = [jnp.zeros(leaf.shape, leaf.dtype) for leaf in trees.leaves(shapes)]
        return trees.rebuilt(shapes, flat)

    def decided(self, key):
        """Rates of the draws [number, draw], month tables [month, number, draw], their forms."""
        race, draws = self.race, self.batch_draws
        uniform = jax.random.uniform(key, (len(self.priors.places), draws))
        given = self.priors.named(self.priors.sample(jnp, uniform, jax.scipy.special.ndtri))
        rates = array_draws.rates_of(jnp, race, given)
        t = jnp.arange(race.horizon + 1, dtype=jnp.float32)[:, None] / 12
        months = array_draws.months_of(jnp, race, given, t)
        # One array each, of which the months read rows: a kernel takes only so many arguments.
        packed = jnp.stack([jnp.broadcast_to(leaf, (draws,)) for leaf in trees.leaves(rates)])
        rows = [jnp.broadcast_to(leaf, (len(t), draws)) for leaf in trees.leaves(months)]
        return packed, rates, jnp.stack(rows, axis=1), months

    def one_batch(self, key, first_draw):
        race, (key_of_draws, key_of_paths) = self.race, jax.random.split(key)
        shape = (race.paths, self.batch_draws)
        packed, rates_form, rows, months_form = self.decided(key_of_draws)
        normals, uniforms = array_month.numbers_of(race)

        draw, month = trees.rebuilt(rates_form, packed), trees.rebuilt(months_form, rows[0])
        form, levels = array_world.start_of_path(jnp, race, draw, month, jnp.zeros(shape))
        codes = [jnp.zeros(shape, jnp.int32) for _ in range(2 * len(race.thresholds))]
        codes = array_arrivals.follow(jnp, race, draw, 0, form, levels, codes)
        def one_month(carry, at):
            flat, codes, key = carry
            number, row = at
            key, for_z, for_u = jax.random.split(key, 3)
            z = jax.random.normal(for_z, (normals, *shape))
            u = jax.random.uniform(for_u, (uniforms, *shape))
            draw, month = trees.rebuilt(rates_form, packed), trees.rebuilt(months_form, row)
            state, levels = array_month.step(jnp, race, draw, month, trees.rebuilt(form, flat), z, u)
            codes = array_arrivals.follow(jnp, race, draw, number, state, levels, codes)
            return (trees.leaves(state), codes, key), None

        numbers = jnp.arange(1, race.horizon + 1, dtype=jnp.int32)
        (flat, codes, _), _ = jax.lax.scan(one_month, (trees.leaves(form), codes, key_of_paths),
                                           (numbers, rows[1:]))
        state = trees.rebuilt(form, flat)
        return array_arrivals.tables(jnp, race, draw, state, codes, first_draw, tally)

    def batch(self, counts, key, first_draw):
        found = self.one_batch(key, first_draw)
        flat = [a + b for a, b in zip(trees.leaves(counts), trees.leaves(found))]
        return trees.rebuilt(counts, flat)

    def run(self, draws, seed):
        """Counts of at least so many draws, and how many were run."""
        counts, batches = self.zeros(), -(-draws // self.batch_draws)
        if batches * self.batch_draws * self.race.paths >= 1 << 31:
            raise ValueError("the tables on the device are 32-bit: fewer trajectories a run")
        for i, key in enumerate(jax.random.split(self.key(seed), batches)):
            counts = self.compiled(counts, key, jnp.int32(i * self.batch_draws))
        flat = jax.device_get(trees.leaves(counts))  # waits for the device
        return (array_arrivals.shaped(self.race, trees.rebuilt(counts, flat)),
                batches * self.batch_draws)
