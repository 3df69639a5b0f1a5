"""Tests of the module grades."""

import unittest

from scores.grades import average


class AverageTest(unittest.TestCase):
    """The mean of some numbers."""

    def test_several_numbers(self):
        self.assertEqual(average([10, 20, 60]), 30)

    def test_not_a_whole_number(self):
        self.assertEqual(average([1, 2]), 1.5)

    def test_empty_list(self):
        self.assertEqual(average([]), 0.0)
