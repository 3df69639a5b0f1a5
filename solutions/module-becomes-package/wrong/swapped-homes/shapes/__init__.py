"""Areas and volumes of shapes."""

from .flat import box, rectangle
from .solid import cube, square

UNIT = "cm"
