import unittest

from building.elevator import Elevator, OutOfRange


class ElevatorTest(unittest.TestCase):
    floors = range(0, 10)

    @classmethod
    def setUpClass(cls):
        cls.log = []

    @classmethod
    def tearDownClass(cls):
        cls.log.clear()

    def setUp(self):
        self.elevator = Elevator(top=9)
        self.addCleanup(self.elevator.stop)

    def test_starts_at_the_ground(self):
        self.assertEqual(self.elevator.floor, 0)
        self.assertIsNone(self.elevator.target)

    def test_moves_one_floor_at_a_time(self):
        self.elevator.call(3)
        seen = [self.elevator.step() for _ in range(4)]
        self.assertListEqual(seen, [1, 2, 3, 3])

    def test_goes_down(self):
        self.elevator.floor = 5
        self.elevator.call(4)
        self.assertEqual(self.elevator.step(), 4)

    def test_every_floor(self):
        for floor in self.floors:
            with self.subTest(floor=floor):
                elevator = Elevator(top=9)
                elevator.call(floor)
                elevator.run()
                self.assertEqual(elevator.floor, floor)

    def test_floor_that_does_not_exist(self):
        for floor in (-1, 10):
            with self.subTest(floor=floor), self.assertRaises(OutOfRange):
                self.elevator.call(floor)

    def test_error_names_the_floor(self):
        with self.assertRaisesRegex(OutOfRange, r"floor 12 .* 9"):
            self.elevator.call(12)

    def test_stop(self):
        self.elevator.call(5)
        self.elevator.stop()
        self.assertEqual(self.elevator.step(), 0)

    @unittest.skip("no doors yet")
    def test_doors(self):
        self.assertTrue(self.elevator.doors_are_closed())
