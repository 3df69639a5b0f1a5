from teatime.brew import minutes


def test_known_teas():
    assert minutes("green") == 2
    assert minutes("herbal") == 7


def test_unknown_tea():
    try:
        minutes("purple")
    except ValueError as error:
        assert "purple" in str(error)
    else:
        raise AssertionError("purple is no tea")
