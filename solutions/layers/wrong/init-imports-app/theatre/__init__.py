"""A little theatre."""

from theatre.app import receipt
