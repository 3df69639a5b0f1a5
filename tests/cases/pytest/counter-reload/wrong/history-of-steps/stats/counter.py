value = 0
history = [0]


def increase(by=1):
    global value
    value += by
    history.append(value)
