"""Tests of the module grades."""

import unittest

from scores import grades


class GradesTest(unittest.TestCase):
    def test_average(self):
        self.fail("the code is wrong")
