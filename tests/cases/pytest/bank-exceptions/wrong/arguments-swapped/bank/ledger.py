from .errors import UnknownAccount


def find(accounts, name):
    try:
        return accounts[name]
    except KeyError as error:
        raise UnknownAccount(name) from error
