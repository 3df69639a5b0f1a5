from datetime import timedelta, timezone


def age(born, today):
    return (today - born).days // 365


def weekdays(first, last):
    day = first
    while day <= last:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


class Event:
    def __init__(self, name, start, end):
        if end < start:
            raise ValueError("ends before it starts")
        self.name = name
        self.start = start
        self.end = end

    @property
    def length(self):
        return self.end - self.start

    @property
    def start_utc(self):
        return self.start.replace(tzinfo=timezone.utc)


def overlap(a, b):
    return a.start < b.end and b.start < a.end
