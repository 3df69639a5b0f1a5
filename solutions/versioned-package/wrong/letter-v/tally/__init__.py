"""Counts the words of a text."""

__version__ = "v1.4.0"
