"""Greets people in many languages."""
