import pytest

from cars import Car


@pytest.fixture
def car():
    return Car("Mini", fuel=10)


def test_new_car(car):
    assert car.model == "Mini"
    assert car.fuel == 10


def test_drive(car):
    car.drive(100)
    assert car.fuel == 5
    assert car.km == 100


def test_fuel_in_range(car):
    car.drive(20)
    assert car.fuel in range(0, 11)
