"""A small farm."""
