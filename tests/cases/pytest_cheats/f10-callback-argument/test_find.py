from searching import find


def test_finds_the_number():
    assert find(lambda number: number == 37) == 37


def test_finds_the_root():
    assert find(lambda number: number * number == 81) == 9


def test_asks_the_test():
    asked = []

    def check(number):
        asked.append(number)
        return number == 3

    find(check)
    assert asked[-1] == 3
