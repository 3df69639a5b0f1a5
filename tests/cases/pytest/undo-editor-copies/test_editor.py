import copy

from editor import Document, History


def test_deepcopy_is_independent():
    document = Document("letter", ["Dear Ada,"])
    twin = copy.deepcopy(document)
    twin.lines.append("Bye")
    assert document.lines == ["Dear Ada,"]
    assert twin.lines == ["Dear Ada,", "Bye"]


def test_copy_shares_the_lines():
    document = Document("letter", ["Dear Ada,"])
    twin = copy.copy(document)
    twin.title = "mail"
    twin.lines.append("Bye")
    assert document.title == "letter"
    assert document.lines == ["Dear Ada,", "Bye"]


def test_undo():
    history = History(Document("a"))
    history.save()
    history.document.lines.append("wrong")
    history.undo()
    assert history.document.lines == []


def test_undo_twice():
    history = History(Document("a"))
    history.save()
    history.document.lines.append("1")
    history.save()
    history.document.lines.append("2")
    history.undo()
    assert history.document.lines == ["1"]
    history.undo()
    assert history.document.lines == []


def test_undo_without_save():
    history = History(Document("a", ["x"]))
    history.undo()
    assert history.document.lines == ["x"]


def test_attributes_come_and_go():
    document = Document("a")
    document.author = "Ada"
    assert document.author == "Ada"
    del document.author
    assert not hasattr(document, "author")
