import pytest

from bank.account import Account
from bank.errors import BankError, InsufficientFunds, UnknownAccount
from bank.ledger import find


def test_hierarchy():
    assert issubclass(BankError, Exception)
    assert issubclass(InsufficientFunds, BankError)
    assert issubclass(UnknownAccount, (BankError, KeyError))
    assert not issubclass(InsufficientFunds, UnknownAccount)


def test_overdraw():
    with pytest.raises(InsufficientFunds) as info:
        Account(10).withdraw(25)
    assert info.value.needed == 25
    assert info.value.available == 10
    assert str(info.value) == "need 25, have 10"


def test_caught_as_the_parent():
    with pytest.raises(BankError, match=r"need \d+, have 0"):
        Account(0).withdraw(1)


def test_args():
    error = InsufficientFunds(5, 3)
    assert error.args == (5, 3)
    assert isinstance(error, BankError)


def test_unknown_account_is_a_key_error():
    with pytest.raises(KeyError):
        find({}, "ada")


def test_cause():
    with pytest.raises(UnknownAccount) as info:
        find({"bob": 1}, "ada")
    assert isinstance(info.value.__cause__, KeyError)
    assert info.type is UnknownAccount
    assert info.value.args[0] == "ada"


def test_try_except():
    try:
        Account(1).withdraw(2)
    except UnknownAccount:
        pytest.fail("wrong kind of error")
    except BankError as error:
        assert error.needed - error.available == 1
    else:
        pytest.fail("no error")


def test_nothing_raised():
    assert Account(10).withdraw(10) == 0
