import pytest

from managers import Recorder, Transaction, ignored, tag


def test_tag_adds_both_ends():
    lines = []
    with tag("b", lines):
        lines.append("text")
    assert lines == ["<b>", "text", "</b>"]


def test_tag_closes_after_an_error():
    lines = []
    with pytest.raises(RuntimeError):
        with tag("b", lines):
            raise RuntimeError("inside")
    assert lines == ["<b>", "</b>"]


def test_ignored_swallows():
    with ignored(KeyError, ZeroDivisionError):
        {}["key"]
    with ignored(ZeroDivisionError):
        1 / 0


def test_ignored_lets_others_through():
    with pytest.raises(TypeError):
        with ignored(KeyError):
            None + 1


def test_recorder_inspects_the_exception():
    recorder = Recorder()
    with recorder as inside:
        assert inside is recorder
        raise ValueError("bad luck")
    assert recorder.error == "ValueError: bad luck"


def test_recorder_without_error():
    recorder = Recorder()
    assert recorder.error is None
    with recorder:
        pass
    assert recorder.error == ""


def test_transaction_rolls_back():
    data = {"a": 1}
    with pytest.raises(LookupError):
        with Transaction(data) as copy:
            copy["a"] = 2
            raise LookupError
    assert data == {"a": 1}


def test_transaction_commits():
    data = {"a": 1}
    with Transaction(data) as copy:
        copy["b"] = 2
        assert data == {"a": 1}
    assert data == {"a": 1, "b": 2}
