from versions import Version


def test_minor():
    assert Version("1.9") < Version("1.10")


def test_major():
    assert Version("1.10") < Version("2.0")
