"""A club of computer people."""
