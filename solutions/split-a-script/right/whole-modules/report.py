import temperatures as t


def line(day, readings):
    mean = t.average([t.to_celsius(reading) for reading in readings])
    return "%s: %.1f degrees" % (day, mean)


if __name__ == "__main__":
    print(line("Friday", [50, 68]))
