"""Areas and volumes of shapes."""

UNIT = "cm"
