from fractions import Fraction
import unittest

from rational import Rational


class TestRational(unittest.TestCase):
    def test_is_reduced(self):
        half = Rational(2, 4)
        self.assertEqual((half.numerator, half.denominator), (1, 2))

    def test_sign_is_on_top(self):
        self.assertEqual(str(Rational(1, -2)), "-1/2")

    def test_add(self):
        self.assertEqual(Rational(1, 2) + Rational(1, 3), Rational(5, 6))
        self.assertNotEqual(Rational(1, 2) + Rational(1, 3), Rational(2, 5))

    def test_int_on_either_side(self):
        self.assertEqual(str(1 + Rational(1, 2)), "3/2")
        self.assertEqual(str(Rational(1, 2) + 1), "3/2")
        self.assertEqual(str(1 - Rational(1, 4)), "3/4")

    def test_conversions(self):
        self.assertEqual(int(Rational(7, 2)), 3)
        self.assertAlmostEqual(float(Rational(1, 3)), 0.3333, places=3)
        self.assertTrue(bool(Rational(1, 2)))
        self.assertFalse(bool(Rational(0, 2)))
        self.assertEqual(round(Rational(7, 2)), 4)

    def test_as_fraction(self):
        self.assertEqual(Rational(6, 8).as_fraction(), Fraction(3, 4))

    def test_zero_below(self):
        self.assertRaises(ZeroDivisionError, Rational, 1, 0)
