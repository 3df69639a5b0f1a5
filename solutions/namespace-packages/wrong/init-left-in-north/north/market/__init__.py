"""The market of the north."""
