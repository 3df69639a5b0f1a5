READINGS = {
    "Monday": [50, 59, 68],
    "Tuesday": [41, 50, 59],
    "Wednesday": [32, 41, 41],
}


def to_celsius(fahrenheit):
    return (fahrenheit - 32) * 5 / 9


def average(values):
    return sum(values) / len(values)


def line(day, readings):
    celsius = [to_celsius(reading) for reading in readings]
    return f"{day}: {average(celsius):.1f} degrees"


for day, readings in READINGS.items():
    print(line(day, readings))
