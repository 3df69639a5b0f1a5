"""A small cinema."""

from .receipt import line
from .tickets import total
