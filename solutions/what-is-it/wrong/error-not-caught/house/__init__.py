"""A house: a package."""
