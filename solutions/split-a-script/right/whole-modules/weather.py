import report

READINGS = {
    "Monday": [50, 59, 68],
    "Tuesday": [41, 50, 59],
    "Wednesday": [32, 41, 41],
}


def main():
    print("\n".join(report.line(day, readings) for day, readings in READINGS.items()))


if __name__ == "__main__":
    main()
