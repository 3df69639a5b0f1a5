import math
import unittest

from circle import area, circumference


class CircleTest(unittest.TestCase):
    def test_area(self):
        self.assertAlmostEqual(area(2), 4 * math.pi)

    def test_circumference(self):
        self.assertEqual(circumference(1), 2 * math.pi)

    def test_larger(self):
        self.assertGreater(area(3), area(2))
        self.assertLess(area(1), 4)
        self.assertIn(area(0), [0, 0.0])
