from itertools import count


def squares(numbers):
    return map(lambda number: number * number, numbers)


def words(items):
    return filter(None, items)


def pairs(first, second):
    return zip(first, second)


def countdown(start):
    return range(start, 0, -1)


def names(people):
    return people.keys()


def lines(texts):
    return enumerate(texts, start=0)


def table(number):
    return count(0, number)
