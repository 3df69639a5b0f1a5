from contextlib import contextmanager


@contextmanager
def tag(name, lines):
    lines.append(f"<{name}>")
    try:
        yield
    finally:
        lines.append(f"</{name}>")


@contextmanager
def ignored(*kinds):
    try:
        yield
    except kinds:
        pass


class Recorder:
    def __init__(self):
        self.error = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.error = f"{kind.__name__}: {error}" if kind else ""
        return False


class Transaction:
    def __init__(self, data):
        self.data = data

    def __enter__(self):
        self.copy = dict(self.data)
        return self.copy

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self.data.update(self.copy)
