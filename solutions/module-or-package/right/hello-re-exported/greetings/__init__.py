"""Greetings."""

from .english import hello

__all__ = ["hello"]
