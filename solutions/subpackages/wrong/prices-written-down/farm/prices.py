"""What things cost at the market, in cents."""

MILK = 60
"""for a litre"""
EGG = 30
