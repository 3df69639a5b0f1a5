import pytest

from plugins.registry import Registry, plugin


@pytest.fixture(scope="module", autouse=True)
def registered():
    @plugin("upper")
    def upper(text):
        return text.upper()

    @plugin("twice")
    def twice(text):
        return text * 2


def test_one_registry():
    assert Registry() is Registry()


def test_plugins_are_known():
    assert Registry().names() == ["twice", "upper"]


def test_run():
    assert Registry().run("upper", "abc") == "ABC"
    assert Registry().run("twice", "ab") == "abab"


def test_unknown():
    with pytest.raises(LookupError):
        Registry().run("thrice", "a")


def test_registered_later():
    plugin("empty")(lambda text: "")
    assert "empty" in Registry().names()


def test_still_there():
    assert Registry().run("empty", "x") == ""
