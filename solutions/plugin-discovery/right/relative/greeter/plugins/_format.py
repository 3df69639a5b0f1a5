"""What several plug-ins need; no plug-in itself."""


def sentence(word, name):
    """Give the greeting without its mark."""
    return f"{word}, {name}"
