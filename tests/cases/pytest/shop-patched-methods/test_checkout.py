from unittest.mock import MagicMock, Mock, create_autospec, mock_open, patch

import pytest

from shop import checkout
from shop.checkout import Checkout
from shop.payment import PaymentGateway


@patch.object(PaymentGateway, "charge", return_value="ok-1")
def test_pay(charge):
    assert Checkout(PaymentGateway("key")).pay(20) == "paid ok-1"
    charge.assert_called_once_with(20)


@patch("shop.checkout.PaymentGateway")
def test_default_gateway(gateway):
    gateway.return_value.charge.return_value = "ok-2"
    assert Checkout().pay(5) == "paid ok-2"
    gateway.assert_called_once_with("default")


def test_mock_with_spec():
    gateway = Mock(spec=PaymentGateway)
    gateway.charge.side_effect = ConnectionError("no line")
    assert Checkout(gateway).pay(5) == "failed: no line"


def test_autospec_checks_arguments():
    gateway = create_autospec(PaymentGateway, instance=True)
    gateway.charge.return_value = "x"
    Checkout(gateway).pay(1)
    with pytest.raises(TypeError):
        gateway.charge()


def test_method_of_the_class(monkeypatch):
    monkeypatch.setattr(Checkout, "fee", lambda self, amount: amount * 2)
    gateway = MagicMock()
    Checkout(gateway).pay(10)
    gateway.charge.assert_called_with(30)


def test_table_of_the_module():
    with patch.dict(checkout.DISCOUNTS, {"SUMMER": 50}):
        assert checkout.discounted(200, "SUMMER") == 100
    assert checkout.discounted(200, "SUMMER") == 200


def test_prices_from_a_file():
    with patch("builtins.open", mock_open(read_data="tea 2\ncake 3\n")) as fake:
        assert checkout.read_prices("prices.txt") == {"tea": 2, "cake": 3}
    fake.assert_called_once_with("prices.txt")
