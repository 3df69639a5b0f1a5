"""A flower: a module in a namespace package."""
