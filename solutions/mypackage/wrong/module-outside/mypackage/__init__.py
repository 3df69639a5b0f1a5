"""My first package."""
