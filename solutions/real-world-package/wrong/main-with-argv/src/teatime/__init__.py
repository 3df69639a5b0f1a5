"""Tells how long a tea must steep."""

__version__ = "0.1.0"
