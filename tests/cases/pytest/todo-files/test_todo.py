import json
import os

import pytest

from todo.store import Store, TodoError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "todo.json"


def test_new_store_is_empty(path):
    assert Store(path).items() == []
    assert not path.exists()


def test_add_writes_the_file(path):
    Store(path).add("buy milk")
    assert json.loads(path.read_text()) == [{"text": "buy milk", "done": False}]


def test_reads_what_was_written(path):
    path.write_text('[{"text": "sleep", "done": true}]')
    assert Store(path).items() == ["[x] sleep"]


def test_done(path):
    store = Store(path)
    store.add("a")
    store.add("b")
    store.done(1)
    assert Store(path).items() == ["[ ] a", "[x] b"]


def test_broken_file(path):
    path.write_text("no json")
    with pytest.raises(TodoError, match="todo.json"):
        Store(path)


def test_export(tmp_path, path):
    store = Store(path)
    store.add("a")
    target = store.export(str(tmp_path / "out"))
    assert os.path.isdir(tmp_path / "out")
    assert sorted(os.listdir(tmp_path / "out")) == ["todo.txt"]
    with open(target, encoding="utf-8") as file:
        assert file.readlines() == ["[ ] a\n"]


def test_utf_8(path):
    Store(path).add("Käse")
    assert "Käse" in path.read_text(encoding="utf-8")
