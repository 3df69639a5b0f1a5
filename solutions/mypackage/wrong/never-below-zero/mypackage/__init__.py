"""Small functions for numbers and texts."""
