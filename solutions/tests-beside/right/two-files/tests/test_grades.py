"""Tests of the module grades."""

import unittest

from scores.grades import average


class AverageTest(unittest.TestCase):
    """The mean of some numbers."""

    def test_average(self):
        for points, expected in (
            ([10, 20, 60], 30),
            ([1, 2], 1.5),
            ([], 0.0),
        ):
            with self.subTest(points=points):
                self.assertEqual(average(points), expected)
