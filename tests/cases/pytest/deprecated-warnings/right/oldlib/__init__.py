from .shapes import area, surface
from .warn import deprecated
