from vectors import Vector


def test_add():
    assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)


def test_scale():
    assert Vector(1, 2) * 3 == Vector(3, 6)
