from functools import lru_cache, singledispatch


def make_counter(start=0):
    def counter():
        nonlocal start
        start += 1
        return start

    return counter


def make_account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            raise ValueError("not enough")
        balance -= amount

    return deposit, withdraw, lambda: balance


def make_multipliers(count):
    return [lambda x, factor=factor: x * factor for factor in range(count)]



def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@singledispatch
def area(thing):
    raise TypeError(f"no area of a {type(thing).__name__}")


@area.register(int)
def _(side):
    return side * side


@area.register(tuple)
def _(sides):
    return sides[0] * sides[1]
