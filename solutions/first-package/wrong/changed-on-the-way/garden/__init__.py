"""Everything about the garden."""
