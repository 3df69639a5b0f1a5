from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from invoices.invoice import Line, due_date, file_for, share, total


def test_total_is_exact():
    lines = [Line("pen", 3, Decimal("0.10")), Line("ink", 1, Decimal("4.99"))]
    assert total(lines) == Decimal("5.29")
    assert isinstance(total(lines), Decimal)


def test_total_of_nothing():
    assert total([]) == Decimal("0")
    assert total([]) == 0


def test_due_date():
    assert due_date(date(2024, 2, 28)) == date(2024, 3, 13)
    assert due_date(date(2024, 1, 1), days=30) == date(2024, 1, 31)
    assert due_date(date(2024, 1, 1)) - date(2024, 1, 1) == timedelta(days=14)


def test_due_date_of_a_moment_is_a_date():
    assert type(due_date(datetime(2024, 1, 1, 12, 30))) is date


def test_share():
    assert share(1, 3) == Fraction(1, 3)
    assert share(1, 3) + share(2, 3) == 1


def test_file_for():
    assert file_for(Path("out"), 7) == Path("out/invoice-007.txt")
    assert file_for(Path("out"), 7).suffix == ".txt"
    assert file_for("out", 12).name == "invoice-012.txt"


def test_line_defaults():
    line = Line(name="pen", price=Decimal("1"))
    assert line.amount == 1
    assert line.sum == Decimal("1")
