from basket import Basket


def test_add():
    basket = Basket()
    basket.add("apple")
    assert "apple" in basket


def test_add_many():
    basket = Basket()
    basket.add("apple", "pear")
    assert "apple" in basket and "pear" in basket
