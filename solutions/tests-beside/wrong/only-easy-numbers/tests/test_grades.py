"""Tests of the module grades."""

import unittest

from scores.grades import average, passed


class GradesTest(unittest.TestCase):
    def test_average(self):
        self.assertEqual(average([10, 20]), 15)

    def test_passed(self):
        self.assertTrue(passed([80]))
        self.assertFalse(passed([20]))
