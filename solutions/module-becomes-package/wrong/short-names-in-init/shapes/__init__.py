"""Areas and volumes of shapes."""

from flat import rectangle, square
from solid import box, cube

UNIT = "cm"
