"""A box of small tools."""
