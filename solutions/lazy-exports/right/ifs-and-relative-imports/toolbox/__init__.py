"""A box of small tools."""


def __getattr__(name):
    if name in ("mean", "median"):
        from . import figures

        return getattr(figures, name)
    if name == "shout":
        from .words import shout

        return shout
    raise AttributeError(name)


def __dir__():
    return ["mean", "median", "shout"]
