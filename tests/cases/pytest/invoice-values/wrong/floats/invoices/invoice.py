from collections import namedtuple
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path


class Line(namedtuple("Line", ["name", "amount", "price"])):
    def __new__(cls, name, amount=1, price=Decimal(0)):
        return super().__new__(cls, name, amount, price)

    @property
    def sum(self):
        return self.amount * self.price


def total(lines):
    return float(sum(line.sum for line in lines))


def due_date(day, days=14):
    if isinstance(day, datetime):
        day = day.date()
    return day + timedelta(days=days)


def share(part, whole):
    return Fraction(part, whole)


def file_for(folder, number):
    return Path(folder) / f"invoice-{number:03}.txt"
