"""Areas and volumes of shapes."""

from .solid import box, cube
from .flat import rectangle, square

UNIT = "cm"
