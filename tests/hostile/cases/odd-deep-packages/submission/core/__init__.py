"""Everything that counts."""

from .arithmetic import *

__all__ = ["add", "subtract"]
