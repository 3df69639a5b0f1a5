from temperatures import average, to_celsius


def line(day, readings):
    celsius = [to_celsius(reading) for reading in readings]
    return f"{day}: {average(celsius):.1f} degrees"
