class BankError(Exception):
    def __init__(self, message):
        super().__init__(message)
        self.message = message


def withdraw(balance, amount):
    if amount < 0:
        raise BankError("amount must not be negative")
    if amount > balance:
        raise BankError(f"{amount - balance} missing")
    return balance - amount
