from collections import namedtuple
import unittest

from plane import ORIGIN, Point, Segment, bounding_box, parse_point


class TestPoint(unittest.TestCase):
    def test_fields(self):
        p = Point(x=3, y=4)
        self.assertEqual(p.x, 3)
        self.assertEqual(p[1], 4)
        self.assertEqual(Point._fields, ("x", "y"))

    def test_is_a_tuple(self):
        self.assertIsInstance(Point(1, 2), tuple)
        self.assertTupleEqual(tuple(Point(1, 2)), (1, 2))
        self.assertEqual(len(Point(1, 2)), 2)

    def test_unpacking(self):
        x, y = parse_point("5,7")
        self.assertEqual([x, y], [5, 7])

    def test_equality(self):
        self.assertEqual(parse_point("1,2"), Point(1, 2))
        self.assertNotEqual(parse_point("1,2"), Point(2, 1))
        self.assertEqual(ORIGIN, Point(0, 0))

    def test_replace_and_asdict(self):
        p = Point(1, 2)._replace(y=9)
        self.assertEqual(p._asdict(), {"x": 1, "y": 9})

    def test_segment_length(self):
        self.assertEqual(Segment(Point(0, 0), Point(3, 4)).length, 5.0)
        self.assertEqual(Segment(Point(1, 1)).end, ORIGIN)

    def test_bounding_box(self):
        low, high = bounding_box([Point(3, 1), Point(0, 5), Point(2, 2)])
        self.assertEqual(low, Point(0, 1))
        self.assertEqual(high, Point(3, 5))

    def test_cannot_be_changed(self):
        with self.assertRaises(AttributeError):
            Point(1, 2).x = 5
