"""The market of the south."""
