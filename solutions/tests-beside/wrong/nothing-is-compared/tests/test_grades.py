"""Tests of the module grades."""

import unittest

from scores.grades import average, passed


class GradesTest(unittest.TestCase):
    def test_average(self):
        average([10, 20])
        average([])

    def test_passed(self):
        print(passed([50]))
        print(passed([60], limit=70))
