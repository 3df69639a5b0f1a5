import temperatures


def line(day, readings):
    celsius = [temperatures.to_celsius(reading) for reading in readings]
    return f"{day}: {temperatures.average(celsius):.1f} degrees"
