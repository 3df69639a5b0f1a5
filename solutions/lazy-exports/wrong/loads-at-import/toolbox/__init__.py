"""A box of small tools."""

from toolbox.figures import mean, median
from toolbox.words import shout

__all__ = ["mean", "median", "shout"]
