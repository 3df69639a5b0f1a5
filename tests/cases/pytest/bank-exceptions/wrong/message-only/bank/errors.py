class BankError(Exception):
    """Anything that a bank refuses to do."""


class InsufficientFunds(BankError):
    def __init__(self, needed, available):
        super().__init__(f"need {needed}, have {available}")
        self.needed = needed
        self.available = available

    def __str__(self):
        return f"need {self.needed}, have {self.available}"


class UnknownAccount(BankError, KeyError):
    pass
