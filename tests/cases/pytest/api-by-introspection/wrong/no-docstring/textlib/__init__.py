"""Little tools for texts."""

from .words import slugify, truncate

VERSION = (1, 2)

__all__ = ["slugify", "truncate"]
