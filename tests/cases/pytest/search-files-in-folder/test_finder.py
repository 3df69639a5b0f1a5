import os
from pathlib import Path

import pytest

from finder import biggest, find, total_size


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("12345")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("1")
    (tmp_path / "sub" / "c.md").write_bytes(b"x" * 100)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_find(folder):
    assert sorted(str(path) for path in find(".", ".txt")) == ["a.txt", os.path.join("sub", "b.txt")]


def test_find_gives_paths(folder):
    (path,) = find(folder, ".md")
    assert isinstance(path, Path)
    assert path.read_bytes() == b"x" * 100


def test_find_nothing(folder):
    assert list(find(folder, ".py")) == []


def test_total_size(folder):
    assert total_size(folder) == 106
    assert total_size("sub") == 101


def test_biggest(folder):
    assert biggest(folder).name == "c.md"


def test_changes_are_seen(folder):
    Path("sub/b.txt").unlink()
    Path("d.txt").write_text("now")
    assert {path.name for path in find(Path.cwd(), ".txt")} == {"a.txt", "d.txt"}
