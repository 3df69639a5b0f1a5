"""What the points of a course come to."""


def average(points):
    """Give the mean of a list of numbers, 0.0 for an empty list."""
    if not points:
        return 0.0
    return sum(points) / len(points)


def passed(points, limit=50):
    """Tell whether the average is the limit or more."""
    return average(points) >= limit
