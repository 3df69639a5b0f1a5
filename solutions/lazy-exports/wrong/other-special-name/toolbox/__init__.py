"""A box of small tools; each module is loaded when one of its names is used."""

import importlib

_HOME = {"mean": "figures", "median": "figures", "shout": "words"}


def __getattribute__(name):
    """Give a name out of the module that it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{_HOME[name]}")
    return getattr(module, name)


def __dir__():
    """Give the names that are there and those that can be."""
    return sorted([*globals(), *_HOME])
