from capitals import capital


def test_france():
    assert capital("France") == "Paris"


def test_peru():
    assert capital("Peru") == "Lima"
