from collections.abc import MutableMapping

import pytest

from warehouse.inventory import Inventory


@pytest.fixture()
def inventory():
    stock = Inventory()
    stock["apple"] = 3
    stock["pear"] = 5
    return stock


def test_is_a_mapping(inventory):
    assert isinstance(inventory, MutableMapping)


def test_get(inventory):
    assert inventory["apple"] == 3
    assert inventory.get("plum") is None
    assert inventory.get("plum", 0) == 0


def test_missing_key(inventory):
    with pytest.raises(KeyError) as caught:
        inventory["plum"]
    assert caught.value.args == ("plum",)


def test_keys_values_items(inventory):
    assert sorted(inventory) == ["apple", "pear"]
    assert sorted(inventory.values()) == [3, 5]
    assert dict(inventory.items()) == {"apple": 3, "pear": 5}
    assert dict(inventory) == {"apple": 3, "pear": 5}


def test_zero_removes(inventory):
    inventory["apple"] = 0
    assert "apple" not in inventory
    assert len(inventory) == 1


def test_pop_and_update(inventory):
    assert inventory.pop("pear") == 5
    inventory.update({"fig": 1}, kiwi=2)
    assert dict(inventory) == {"apple": 3, "fig": 1, "kiwi": 2}


def test_negative_stock(inventory):
    with pytest.raises(ValueError):
        inventory["apple"] = -1
    assert inventory["apple"] == 3
