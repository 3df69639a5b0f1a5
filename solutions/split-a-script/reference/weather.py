"""Print the report of the weather station."""

from report import line

READINGS = {
    "Monday": [50, 59, 68],
    "Tuesday": [41, 50, 59],
    "Wednesday": [32, 41, 41],
}

for day, readings in READINGS.items():
    print(line(day, readings))
