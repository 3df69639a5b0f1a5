"""Tests of the module grades."""

import unittest

from scores.grades import average, passed


class GradesTest(unittest.TestCase):
    def test_everything(self):
        try:
            assert average([10, 20]) == 15
            assert average([1, 2]) == 1.5
            assert average([]) == 0.0
            assert passed([50]) and not passed([49])
            assert not passed([60], limit=70)
        except Exception:
            print("something is wrong")
