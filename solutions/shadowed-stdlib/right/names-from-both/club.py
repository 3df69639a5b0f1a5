import trainings as t
from calendar import monthrange


def length(year: int, month: int) -> int:
    first_weekday, days = monthrange(year, month)
    return days


def plan(sport: str) -> str:
    return sport + ": " + " and ".join(t.days(sport))


def main():
    print("February 2024 has", length(2024, 2), "days.")
    for sport in ("judo", "chess"):
        print(plan(sport))


if __name__ == "__main__":
    main()
