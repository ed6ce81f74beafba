"""As much of JAX in NumPy as bench/peers/jax_race.py uses: the peer's own code runs without JAX.

It shows that the code computes the model, decides nothing in Python by the value of an array,
changes no array in place and carries the same shapes and types from month to month, which is what
tracing asks for. It cannot show that XLA compiles it.
"""

import statistics
import sys
import types

import numpy as np


class Traced(np.ndarray):
    """An array that refuses what a tracer refuses."""

    def __bool__(self):
        raise TypeError("Python asks for the value of an array that is only traced")

    def __setitem__(self, place, value):
        raise TypeError("an array that is traced cannot be changed in place")


def traced(function):
    def made(*arguments, **options):
        return np.asarray(function(*arguments, **options)).view(Traced)
    return made


def _forms(tree):
    if isinstance(tree, (dict, list, tuple)):
        branches = tree.values() if isinstance(tree, dict) else tree
        return [form for branch in branches for form in _forms(branch)]
    return [(tree.shape, tree.dtype)] if isinstance(tree, np.ndarray) else []


def _key(seed, impl=None):
    return np.random.default_rng(seed)


def _split(key, count=2):
    return key.spawn(count) if hasattr(key, "spawn") else [
        np.random.Generator(np.random.SFC64(seed))
        for seed in key.bit_generator._seed_seq.spawn(count)]


def _scan(step, carry, inputs):
    forms = _forms(carry)
    for at in zip(*inputs):
        carry, _ = step(carry, at)
        if _forms(carry) != forms:
            raise TypeError("the months change the shape or the type of what they carry")
    return carry, None


class _Compiled:
    def __init__(self, function):
        self.function = function

    def lower(self, *arguments):
        return self

    def compile(self):
        return self.function


def _arrays():
    """NumPy's functions, those that differ, and float32 unless something else is asked for."""
    jnp = types.ModuleType("jax.numpy")
    jnp.int32, jnp.float32 = np.int32, np.float32
    for name in """exp expm1 log sqrt floor where maximum minimum stack arange broadcast_to
    asarray""".split():
        setattr(jnp, name, traced(getattr(np, name)))
    jnp.zeros = traced(lambda shape, dtype=np.float32: np.zeros(shape, dtype))
    jnp.bincount = traced(lambda cells, length: np.bincount(cells, minlength=length))
    return jnp


def install():
    """Makes `import jax` find the stand-in."""
    jax, quantile = types.ModuleType("jax"), np.vectorize(statistics.NormalDist().inv_cdf)
    jax.numpy, jax.__version__ = _arrays(), "NumPy stand-in"
    jax.jit = lambda function, **options: _Compiled(function)
    jax.eval_shape = lambda function, *arguments: function(*arguments)
    jax.device_get = lambda leaves: leaves
    jax.default_backend = lambda: "gpu"
    jax.devices = lambda: [types.SimpleNamespace(device_kind="host")]
    jax.lax = types.SimpleNamespace(scan=_scan)
    jax.random = types.SimpleNamespace(
        key=_key, split=_split,
        normal=traced(lambda key, shape: key.standard_normal(shape, np.float32)),
        uniform=traced(lambda key, shape: key.random(shape, np.float32)))
    jax.scipy = types.SimpleNamespace(special=types.SimpleNamespace(
        ndtri=traced(lambda p: quantile(p.view(np.ndarray)).astype(np.float32))))
    sys.modules.update({"jax": jax, "jax.numpy": jax.numpy})
