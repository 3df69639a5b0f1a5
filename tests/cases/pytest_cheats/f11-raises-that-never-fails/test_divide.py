import pytest

from division import divide


def test_divide():
    assert divide(1, 3) == pytest.approx(0.3333333)


def test_divide_by_zero():
    with pytest.raises(ValueError, match="zero"):
        divide(1, 0)
