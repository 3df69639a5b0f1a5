"""Countries and their capitals."""
