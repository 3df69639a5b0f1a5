class NotLocked(Exception):
    pass


class Door:
    def __init__(self, name):
        self.name = name
        self.visits = 0
        self._open = False
        self._locked = False

    @property
    def is_open(self):
        return self._open

    def lock(self):
        self._locked = True

    def close(self):
        self._open = False

    def visit(self):
        self.visits += 1

    def __enter__(self):
        if self._locked:
            raise NotLocked(f"{self.name} is locked")
        self._open = True
        return self

    def __exit__(self, *details):
        self.close()
