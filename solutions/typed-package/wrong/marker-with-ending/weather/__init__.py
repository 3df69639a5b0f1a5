"""Temperatures from small weather stations."""
