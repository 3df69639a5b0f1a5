"""PEP 562."""

import operator

_MADE = {"add": operator.add, "subtract": operator.sub}


def __getattr__(name):
    try:
        return _MADE[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None


def __dir__():
    return sorted(_MADE)
