"""Counts the words of a text."""

version = "1.4.0"
