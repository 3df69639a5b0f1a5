"""A little theatre."""
