from .checks import check_positive


def square_area(side):
    check_positive(side)
    return side * side
