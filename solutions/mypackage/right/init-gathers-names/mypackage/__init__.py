"""My package."""

from .math_utils import add, subtract
from .string_utils import shout

__all__ = ["add", "shout", "subtract"]
