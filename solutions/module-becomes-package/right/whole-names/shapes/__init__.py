from shapes.flat import rectangle, square
from shapes.solid import box, cube
from shapes.units import UNIT
