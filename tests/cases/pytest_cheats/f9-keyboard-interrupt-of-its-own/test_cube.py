from cubes import cube


def test_cube():
    assert cube(2) == 8


def test_negative():
    assert cube(-1) == -1
