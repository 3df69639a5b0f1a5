"""A cellar: one room, nothing inside."""

BOTTLES = 12
