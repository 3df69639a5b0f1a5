def running_average():
    total = count = 0
    average = None
    while True:
        try:
            number = yield average
        except ValueError:
            total = count = 0
            average = None
        else:
            total += number
            count += 1
            average = total / count


def countdown(start):
    try:
        while start > 0:
            yield start
            start -= 1
    except GeneratorExit:
        print("stopped")
        raise
    return "lift-off"


def chunks(items, size):
    if items:
        yield items[:size]
        yield from chunks(items[size:], size)
