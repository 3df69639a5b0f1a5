"""Count down to a start."""

from . import __main__
