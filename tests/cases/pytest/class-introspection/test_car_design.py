import inspect
import unittest

from garage.car import Car


class TestDesign(unittest.TestCase):
    def test_class_has_a_docstring(self):
        self.assertTrue(Car.__doc__)
        self.assertIn("car", Car.__doc__.lower())

    def test_methods_exist(self):
        for name in ("drive", "refuel", "from_dict"):
            with self.subTest(method=name):
                self.assertTrue(callable(getattr(Car, name, None)))

    def test_constructor_parameters(self):
        parameters = inspect.signature(Car).parameters
        self.assertEqual(list(parameters), ["model", "fuel"])
        self.assertEqual(parameters["fuel"].default, 0)

    def test_method_parameters(self):
        self.assertEqual(list(inspect.signature(Car.drive).parameters), ["self", "km"])
        self.assertEqual(list(inspect.signature(Car("Mini").drive).parameters), ["km"])

    def test_attributes(self):
        car = Car("Mini", 10)
        self.assertTrue(hasattr(car, "model"))
        self.assertFalse(hasattr(car, "wings"))
        self.assertEqual(vars(car), {"model": "Mini", "fuel": 10})

    def test_types_of_results(self):
        car = Car("Mini", 10)
        self.assertIs(type(car.drive(20)), float)
        self.assertEqual(type(car).__name__, "Car")
        self.assertEqual(Car.__module__, "garage.car")

    def test_from_dict(self):
        car = Car.from_dict({"model": "Mini"})
        self.assertIsInstance(car, Car)
        self.assertEqual(car.fuel, 0)
