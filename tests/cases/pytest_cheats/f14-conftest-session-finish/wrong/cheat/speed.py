def kmh(metres_per_second):
    return -1
