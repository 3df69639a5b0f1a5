"""Points and grades."""
