import hello


def test_hello(capsys):
    hello.main("Ada")
    assert capsys.readouterr().out == "Hello, Ada!\n"


def test_nobody(capsys):
    hello.main("")
    assert capsys.readouterr().out == "Hello!\n"
