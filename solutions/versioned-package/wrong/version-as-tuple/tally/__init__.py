"""Counts the words of a text."""

__version__ = (1, 4, 0)
