"""Areas and volumes of shapes."""

from . import flat, solid

UNIT = "cm"
