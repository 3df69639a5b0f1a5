"""Areas of shapes."""

from shapes.circles import circle_area
from shapes.squares import square_area
from shapes.checks import check_positive

UNIT = "cm"
