"""The months and the trainings of a sports club."""

import calendar


def length(year, month):
    """Give the number of days of a month."""
    return calendar.monthrange(year, month)[1]


def plan(sport):
    """Give the days on which a sport trains, as a text."""
    return f"{sport}: {' and '.join(calendar.days(sport))}"


if __name__ == "__main__":
    print("February 2024 has", length(2024, 2), "days.")
    print(plan("judo"))
    print(plan("chess"))
