"""The source that draws and months share with Numba, for arrays that NumPy does not know."""

import functools
import types

import derived
import draw_months
import draw_rates
import sections


@functools.cache
def with_arrays(xp):
    """Its functions, each with `np` bound to another namespace of array functions."""
    scope = {}
    for module in (derived, draw_rates, draw_months, sections):
        for name, value in vars(module).items():
            if isinstance(value, types.FunctionType) and value.__module__ == module.__name__:
                scope[name] = types.FunctionType(value.__code__, scope, name)
            elif not name.startswith("__"):
                scope.setdefault(name, value)
    scope["np"] = xp
    return types.SimpleNamespace(**scope)
