class GaveUp(Exception):
    def __init__(self, attempts):
        super().__init__(f"gave up after {attempts} attempts")
        self.attempts = attempts


def retry(function, times=3, on=Exception):
    for attempt in range(1, times + 1):
        try:
            function()
            return function()
        except on as error:
            last = error
    raise GaveUp(times) from last
