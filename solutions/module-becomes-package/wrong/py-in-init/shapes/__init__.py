"""Areas and volumes of shapes."""

from flat.py import rectangle, square
from solid.py import box, cube

UNIT = "cm"
