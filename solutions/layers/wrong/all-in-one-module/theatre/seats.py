"""Moved to app."""

from theatre.app import names
