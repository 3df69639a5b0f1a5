"""Counts the words of a text."""

from importlib.metadata import version

__version__ = version("tally")
