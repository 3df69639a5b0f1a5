"""Converting between units."""
