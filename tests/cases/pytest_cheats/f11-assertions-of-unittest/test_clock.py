import unittest

from clock import Clock


class ClockTest(unittest.TestCase):
    def test_starts_at_midnight(self):
        self.assertEqual(str(Clock()), "00:00")

    def test_tick(self):
        clock = Clock()
        for _ in range(61):
            clock.tick()
        self.assertEqual(str(clock), "01:01")

    def test_bad_time(self):
        with self.assertRaises(ValueError):
            Clock(25)
