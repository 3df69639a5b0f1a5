from decimal import Decimal

import pytest

from shop.money import Money


def test_amount_is_exact():
    assert Money("0.10").amount == Decimal("0.10")
    assert (Money("0.10") + Money("0.20")).amount == Decimal("0.30")


def test_equal():
    assert Money("1.50") == Money("1.5")
    assert Money("1.50") != Money("1.51")


def test_order():
    assert Money("1") < Money("2")
    assert Money("2") > Money("1")
    assert Money("2") <= Money("2")
    assert not Money("1") >= Money("2")


def test_sorted():
    prices = [Money("3"), Money("1"), Money("2")]
    assert [str(price) for price in sorted(prices)] == ["1.00 EUR", "2.00 EUR", "3.00 EUR"]
    assert str(max(prices)) == "3.00 EUR"
    assert str(min(prices)) == "1.00 EUR"


def test_order_with_text():
    with pytest.raises(TypeError):
        Money("1") < "2"


def test_hash_agrees_with_equality():
    assert hash(Money("1.0")) == hash(Money("1.00"))
    assert len({Money("1"), Money("1.0"), Money("2")}) == 2
