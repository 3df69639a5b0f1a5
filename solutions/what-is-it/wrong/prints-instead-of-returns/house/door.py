"""A door: a module in a package."""
