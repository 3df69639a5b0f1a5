from histogram import histogram


def test_counts():
    counts = histogram("hello")
    assert counts["l"] == 2
    assert counts["h"] == 1


def test_missing_letter():
    assert histogram("hello").get("x", 0) == 0


def test_letters():
    counts = histogram("abba")
    assert set(counts) == {"a", "b"}
    assert counts["a"] == counts["b"] == 2
