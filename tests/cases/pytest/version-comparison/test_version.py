import pytest

from versions import Version


@pytest.mark.parametrize(
    "low, high",
    [("1.0", "1.1"), ("1.9", "1.10"), ("1.2", "1.2.1"), ("0.9.9", "1")],
    ids=["minor", "two digits", "longer", "major"],
)
def test_order(low, high):
    assert Version(low) < Version(high)
    assert Version(high) > Version(low)
    assert not Version(high) < Version(low)


@pytest.mark.parametrize("text", ["", "1..2", "a.b", "1.-2"])
def test_bad_versions(text):
    with pytest.raises(ValueError):
        Version(text)


def test_trailing_zeros_do_not_count():
    assert Version("1.0") == Version("1")
    assert Version("1.0") != Version("1.0.1")


def test_in_list():
    known = [Version("1.0"), Version("2.0")]
    assert Version("2.0") in known
    assert Version("3.0") not in known


def test_parts_are_numbers():
    assert Version("1.10").parts == (1, 10)
    assert all(type(part) is int for part in Version("3.11.4").parts)
