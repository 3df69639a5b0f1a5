from banner import show


def test_show(capsys):
    show("Hi")
    assert capsys.readouterr().out == "**\nHi\n**\n"


def test_nothing_on_stderr(capsys):
    show("Hi")
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "Hi" in captured.out
