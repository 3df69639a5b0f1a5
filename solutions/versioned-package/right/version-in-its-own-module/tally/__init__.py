"""Counts the words of a text."""

from tally._version import __version__

__all__ = ["__version__"]
