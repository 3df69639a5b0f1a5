def kmh(metres_per_second):
    return metres_per_second * 3.6
