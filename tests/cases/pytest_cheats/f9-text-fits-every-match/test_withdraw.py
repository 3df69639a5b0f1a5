import pytest

from bank import BankError, withdraw


def test_too_much():
    with pytest.raises(BankError) as error:
        withdraw(10, 20)
    assert "10 missing" in error.value.message


def test_negative():
    with pytest.raises(BankError) as error:
        withdraw(10, -1)
    assert error.value.message == "amount must not be negative"
