import pytest

from logs.reader import errors, numbered, read_lines


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "server.log"
    path.write_text("INFO start\nERROR disk full\n\nINFO go on\nERROR no network\n")
    return path


def test_read_lines(log):
    assert list(read_lines(log)) == ["INFO start", "ERROR disk full", "INFO go on", "ERROR no network"]


def test_chain(log):
    assert list(errors(read_lines(str(log)))) == ["disk full", "no network"]


def test_numbered():
    assert list(numbered(["a", "b"])) == ["1: a", "2: b"]
    assert list(numbered("ab", start=5)) == ["5: a", "6: b"]


def test_works_lazily():
    def lines():
        yield "ERROR first"
        raise AssertionError("read too far")

    assert next(errors(lines())) == "first"


def test_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(read_lines(tmp_path / "nothing.log"))
