"""The whole market."""

from north.market import fruit
from south.market import bread
