"""Everything about the garden."""
print("Welcome to the garden")
