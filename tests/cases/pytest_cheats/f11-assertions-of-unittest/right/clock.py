class Clock:
    def __init__(self, hour=0):
        if hour > 23:
            raise ValueError("no such hour")
        self.minutes = hour * 60

    def tick(self):
        self.minutes += 1

    def __str__(self):
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"
