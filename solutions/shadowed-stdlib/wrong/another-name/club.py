import calendar

import timetable


def length(year, month):
    return calendar.monthrange(year, month)[1]


def plan(sport):
    return f"{sport}: {' and '.join(timetable.days(sport))}"


if __name__ == "__main__":
    print("February 2024 has", length(2024, 2), "days.")
    print(plan("judo"))
    print(plan("chess"))
