"""Count down to a start."""
