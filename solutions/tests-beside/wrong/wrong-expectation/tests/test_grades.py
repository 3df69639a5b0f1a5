"""Tests of the module grades."""

import unittest

from scores.grades import average, passed


class AverageTest(unittest.TestCase):
    """The mean of some numbers."""

    def test_average(self):
        for points, expected in (
            ([10, 20, 60], 30),
            ([1, 2], 1),
            ([], 0.0),
        ):
            with self.subTest(points=points):
                self.assertEqual(average(points), expected)


class PassedTest(unittest.TestCase):
    """Who passes, and who does not."""

    def test_exactly_at_the_limit(self):
        self.assertTrue(passed([50]))

    def test_just_below_the_limit(self):
        self.assertFalse(passed([49]))

    def test_average_counts_and_not_the_best(self):
        self.assertFalse(passed([1, 98]))

    def test_other_limit(self):
        self.assertFalse(passed([69], limit=70))


if __name__ == "__main__":
    unittest.main()
