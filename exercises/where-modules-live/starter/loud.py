"""A module that cannot be imported without being heard. Your finder can find it in silence."""

print("BOOM! Somebody imported me.")
