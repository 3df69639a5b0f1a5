"""Tests of passed."""

from unittest import TestCase

from scores import grades


class Passed(TestCase):
    def test_table(self):
        for points, limit, expected in (
            ([50], 50, True),
            ([49], 50, False),
            ([0, 90], 50, False),
            ([60], 70, False),
        ):
            with self.subTest(points=points, limit=limit):
                self.assertIs(grades.passed(points, limit), expected)

    def test_usual_limit(self):
        assert grades.passed([50]) and not grades.passed([45])
