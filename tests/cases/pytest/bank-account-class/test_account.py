import pytest

from bank import Account


@pytest.fixture
def account():
    return Account("Ada", 100)


def test_new_account():
    account = Account("Grace")
    assert account.owner == "Grace"
    assert account.balance == 0


def test_deposit(account):
    account.deposit(50)
    assert account.balance == 150


def test_withdraw_returns_new_balance(account):
    assert account.withdraw(30) == 70
    assert account.balance == 70


def test_overdraw(account):
    with pytest.raises(ValueError, match="not enough money"):
        account.withdraw(101)
    assert account.balance == 100


def test_negative_deposit(account):
    with pytest.raises(ValueError):
        account.deposit(-5)


def test_accounts_are_independent(account):
    other = Account("Bob", 10)
    other.deposit(5)
    assert (account.balance, other.balance) == (100, 15)


def test_history(account):
    account.deposit(1)
    account.withdraw(2)
    assert account.history == [("deposit", 1), ("withdraw", 2)]
