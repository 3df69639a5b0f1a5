"""A small farm."""

from .market.stand import earnings
