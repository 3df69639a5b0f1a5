"""Each module in this package is a language."""
