"""Nested dicts and lists of arrays, and the flat lists that compilers want of them."""

import types


class Space(types.SimpleNamespace):
    """Names for arrays. vars(space) is the dict."""


def leaves(tree):
    if isinstance(tree, (dict, list)):
        branches = tree.values() if isinstance(tree, dict) else tree
        return [leaf for branch in branches for leaf in leaves(branch)]
    return [tree]


def rebuilt(tree, flat):
    """A tree of the same form with other leaves."""
    flat = iter(flat)

    def build(branch):
        if isinstance(branch, dict):
            return {name: build(twig) for name, twig in branch.items()}
        if isinstance(branch, list):
            return [build(twig) for twig in branch]
        return next(flat)

    return build(tree)


def named(tree):
    """The dicts of a tree as Spaces."""
    if isinstance(tree, dict):
        return Space(**{name: named(branch) for name, branch in tree.items()})
    return [named(branch) for branch in tree] if isinstance(tree, list) else tree
