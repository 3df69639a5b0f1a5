from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", "x y")
ORIGIN = Point(0, 0)


class Segment(NamedTuple):
    start: Point
    end: Point = ORIGIN

    @property
    def length(self):
        return abs(self.start.x - self.end.x) + abs(self.start.y - self.end.y)


def parse_point(text):
    return Point(*(int(part) for part in text.split(",")))


def bounding_box(points):
    xs, ys = zip(*points)
    return Point(min(xs), min(ys)), Point(max(xs), max(ys))
