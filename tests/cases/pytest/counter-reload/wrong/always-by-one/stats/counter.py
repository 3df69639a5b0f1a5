value = 0
history = []


def increase(by=1):
    global value
    value += 1
    history.append(value)
