import time


class Stopwatch:
    def __init__(self):
        self._started = None
        self._stopped = None

    def start(self):
        self._started = time.time()
        self._stopped = None

    def stop(self):
        self._stopped = time.time()

    def elapsed(self):
        end = time.time() if self._stopped is None else self._stopped
        return end - self._started

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *details):
        self.stop()


def wait_until(moment):
    left = moment - time.time()
    time.sleep(left)
    return left


def countdown(seconds, step=1):
    for left in range(seconds, 0, -1):
        yield left
        time.sleep(1)
