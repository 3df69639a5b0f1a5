import trainings

LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def length(year, month):
    if month == 2 and year % 4 == 0:
        return 29
    return LENGTHS[month - 1]


def plan(sport):
    return f"{sport}: {' and '.join(trainings.days(sport))}"


if __name__ == "__main__":
    print("February 2024 has", length(2024, 2), "days.")
    print(plan("judo"))
    print(plan("chess"))
