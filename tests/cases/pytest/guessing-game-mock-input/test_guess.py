from unittest import mock
from unittest.mock import patch
import unittest

from guessing import game


class TestGame(unittest.TestCase):
    @patch("builtins.input", side_effect=["50", "25", "30"])
    def test_number_of_tries(self, fake_input):
        self.assertEqual(game.play(secret=30), 3)
        self.assertEqual(fake_input.call_count, 3)

    @patch("builtins.print")
    @patch("builtins.input", side_effect=["5", "9", "7"])
    def test_hints(self, fake_input, fake_print):
        game.play(secret=7)
        self.assertEqual(
            fake_print.call_args_list,
            [mock.call("higher"), mock.call("lower"), mock.call("found after", 3, "tries")],
        )

    def test_last_line(self):
        with patch("builtins.input", return_value="1"), patch("builtins.print") as fake_print:
            game.play(secret=1)
        fake_print.assert_called_with("found after", 1, "tries")

    @patch("guessing.game.random.randint", return_value=12)
    def test_secret_is_drawn(self, randint):
        with patch("builtins.input", side_effect=["12"]):
            self.assertEqual(game.play(), 1)
        randint.assert_called_once_with(1, 100)

    def test_gives_up(self):
        with patch("builtins.input", side_effect=EOFError):
            self.assertIsNone(game.play(secret=3))


if __name__ == "__main__":
    unittest.main()
