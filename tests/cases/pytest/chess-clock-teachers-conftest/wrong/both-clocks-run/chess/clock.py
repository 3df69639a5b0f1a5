from time import monotonic


class ChessClock:
    def __init__(self, seconds, increment=0):
        self._left = {"white": seconds, "black": seconds}
        self._increment = increment
        self._since = None
        self.running = None

    def start(self):
        self.running = "white"
        self._since = monotonic()

    def press(self):
        if self.running is None:
            raise RuntimeError("the clock is not running")
        self._left[self.running] = self.left(self.running) + self._increment
        self.running = "black" if self.running == "white" else "white"
        self._since = monotonic()

    def left(self, side):
        used = monotonic() - self._since if self.running else 0
        return max(0, self._left[side] - used)

    def has_fallen(self, side):
        return self.left(side) == 0
