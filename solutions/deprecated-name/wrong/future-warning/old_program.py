"""Somebody's program, written when the old names were the only ones."""

from units.length import km2mi

print(f"A marathon has {km2mi(42.195):.1f} miles.")
