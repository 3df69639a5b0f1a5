import warnings

from .warn import deprecated


def area(width, height):
    if width == 0 or height == 0:
        warnings.warn("an empty area")
    return width * height


@deprecated("area")
def surface(width, height):
    return area(width, height)
