"""Trees of named arrays, and the flat lists that compilers want of them."""

import types


class Space(types.SimpleNamespace):
    """Names for arrays, or for what holds them; lists of Spaces count as well, and dicts."""


def _twigs(tree):
    """The names of a tree and what stands behind each; None: it is an array."""
    if isinstance(tree, list):
        return list(enumerate(tree))
    branches = vars(tree) if isinstance(tree, Space) else tree
    return list(branches.items()) if isinstance(branches, dict) else None


def leaves(tree):
    twigs = _twigs(tree)
    return [tree] if twigs is None else [leaf for _, twig in twigs for leaf in leaves(twig)]


def rebuilt(tree, flat):
    """A tree of the same form with other leaves."""
    flat = iter(flat)

    def build(branch):
        twigs = _twigs(branch)
        if twigs is None:
            return next(flat)
        built = {name: build(twig) for name, twig in twigs}
        return list(built.values()) if isinstance(branch, list) else type(branch)(**built)

    return build(tree)
