"""A club of computer people."""

from .members import card
