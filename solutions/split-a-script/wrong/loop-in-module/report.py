from temperatures import average, to_celsius

READINGS = {
    "Monday": [50, 59, 68],
    "Tuesday": [41, 50, 59],
    "Wednesday": [32, 41, 41],
}


def line(day, readings):
    celsius = [to_celsius(reading) for reading in readings]
    return f"{day}: {average(celsius):.1f} degrees"


for day, readings in READINGS.items():
    print(line(day, readings))
