from io import StringIO
from unittest.mock import patch
import contextlib
import unittest

from cafe import menu


def run(text):
    """What the program prints when somebody types the text."""
    output = StringIO()
    with patch("sys.stdin", StringIO(text)), contextlib.redirect_stdout(output):
        menu.main()
    return output.getvalue()


class MenuTest(unittest.TestCase):
    def test_leaves(self):
        self.assertIn("Bye!", run("quit\n"))

    def test_orders(self):
        output = run("tea\ncoffee\nquit\n")
        self.assertIn("1 tea", output)
        self.assertIn("1 coffee", output)
        self.assertTrue(output.rstrip().endswith("5.50"))

    def test_unknown_drink(self):
        self.assertIn("We have no cola.", run("cola\nquit\n"))

    def test_end_of_input_leaves_too(self):
        self.assertIn("Bye!", run("tea\n"))

    def test_case_does_not_matter(self):
        self.assertIn("1 tea", run("TEA\nQuit\n"))
