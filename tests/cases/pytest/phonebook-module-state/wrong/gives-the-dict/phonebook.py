_entries = {}
last_changed = None


def add(name, number):
    global last_changed
    _entries[name] = number
    last_changed = name


def remove(name):
    del _entries[name]


def entries():
    return _entries


def show():
    for name in sorted(_entries):
        print(f"{name}: {_entries[name]}")
