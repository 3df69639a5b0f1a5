import dataclasses
from decimal import Decimal
from enum import Enum

import pytest

from pizzeria import Order, Receipt, Size, Topping, checkout


def test_sizes():
    assert {size.name: size.value for size in Size} == {"SMALL": 6, "MEDIUM": 8, "LARGE": 10}
    assert Size(8) is Size.MEDIUM
    assert isinstance(Size.SMALL, Enum)
    assert repr(Size.SMALL) == "<Size.SMALL: 6>"
    assert str(Size.SMALL) == "Size.SMALL"


def test_alias():
    assert Size.NORMAL is Size.MEDIUM
    assert Size.NORMAL.name == "MEDIUM"


def test_order_defaults():
    order = Order()
    assert order.size is Size.MEDIUM
    assert order.toppings == ()


def test_orders_with_the_same_content_are_equal():
    ham = Topping("ham", Decimal("1.50"))
    assert Order(Size.LARGE, (ham,)) == Order(Size.LARGE, (Topping("ham", Decimal("1.50")),))
    assert Order(Size.LARGE) != Order(Size.SMALL)


def test_topping_is_a_named_tuple():
    name, price = Topping("ham", Decimal("1.50"))
    assert (name, price) == ("ham", Decimal("1.50"))
    assert Topping("egg").price == Decimal(1)
    assert Topping("egg") == ("egg", Decimal(1))


def test_checkout():
    receipt = checkout([Order(Size.LARGE, (Topping("ham", Decimal("1.50")),)), Order()])
    assert isinstance(receipt, Receipt)
    assert receipt.total == Decimal("19.50")
    assert receipt.lines == ["LARGE with ham", "MEDIUM"]


def test_receipt_is_frozen():
    receipt = checkout([])
    with pytest.raises(dataclasses.FrozenInstanceError):
        receipt.total = Decimal(0)


def test_negative_price():
    with pytest.raises(ValueError, match="price of ham"):
        checkout([Order(toppings=(Topping("ham", Decimal(-1)),))])
