"""Counting words."""


def count_words(text):
    """Give how many words a text has."""
    return len(text.split())
