value = 0
history = []


def increase(by=1):
    global value
    value += by
    history.append(value)
