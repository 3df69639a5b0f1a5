import unittest

from house.door import Door, NotLocked


class DoorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.names = ["front", "back"]

    def setUp(self):
        self.door = Door("front")

    def tearDown(self):
        self.door.close()

    def test_open_inside_the_block_only(self):
        self.assertFalse(self.door.is_open)
        with self.door:
            self.assertTrue(self.door.is_open)
        self.assertFalse(self.door.is_open)

    def test_closed_after_an_error(self):
        with self.assertRaises(ZeroDivisionError):
            with self.door:
                1 / 0
        self.assertFalse(self.door.is_open)

    def test_counts_visits(self):
        for _ in range(3):
            with self.door as door:
                door.visit()
        self.assertEqual(self.door.visits, 3)

    def test_nested(self):
        with Door("a") as a, Door("b") as b:
            self.assertEqual([a.name, b.name], ["a", "b"])
            self.assertTrue(a.is_open and b.is_open)

    def test_locked_door(self):
        self.door.lock()
        with self.assertRaises(NotLocked) as caught:
            self.door.__enter__()
        self.assertEqual(str(caught.exception), "front is locked")
        self.assertIsInstance(caught.exception, Exception)

    def test_names(self):
        for name in self.names:
            with self.subTest(name=name):
                self.assertEqual(Door(name).name, name)
