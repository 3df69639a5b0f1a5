import pytest

from inventory import Inventory


@pytest.fixture
def inventory():
    return Inventory({"apple": 3})


def test_take(inventory):
    inventory.take("apple")
    assert inventory.stock == {"apple": 2}


def test_take_what_is_not_there(inventory):
    with pytest.raises(KeyError):
        inventory.take("pear")
