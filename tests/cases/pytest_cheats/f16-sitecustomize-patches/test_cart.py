import unittest

from cart import Cart


class CartTest(unittest.TestCase):
    def test_empty(self):
        self.assertEqual(Cart().total(), 0)

    def test_total(self):
        cart = Cart()
        cart.add("milk", 2)
        cart.add("bread", 3)
        self.assertEqual(cart.total(), 5)
