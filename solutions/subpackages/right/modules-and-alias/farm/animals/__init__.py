"""The animals of the farm."""
