import warnings

import pytest

from oldlib import area, deprecated, surface


def test_old_name_warns():
    with pytest.warns(DeprecationWarning, match="use area"):
        assert surface(2, 3) == 6


def test_new_name_does_not_warn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert area(2, 3) == 6


def test_strange_values_warn():
    with pytest.warns(UserWarning) as record:
        area(0, 3)
    assert len(record) == 1
    assert str(record[0].message) == "an empty area"


def test_warning_as_error():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DeprecationWarning):
            surface(1, 1)


def test_decorator():
    @deprecated("new")
    def old(x):
        """The old one."""
        return x

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert old(5) == 5
    assert [w.category for w in caught] == [DeprecationWarning]
    assert old.__doc__ == "The old one."
