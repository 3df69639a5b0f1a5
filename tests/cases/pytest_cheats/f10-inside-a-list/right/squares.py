NAMES = {"one": 1, "two": 2, "three": 3}


def squares(count):
    return [number * number for number in range(count)]


def squares_by_name(names):
    return {name: NAMES[name] ** 2 for name in names}
