from uniques import unique


def test_unique():
    result = unique([1, 2, 2, 3])
    assert isinstance(result, list)
    assert result == [1, 2, 3]


def test_text():
    result = unique("aab")
    assert isinstance(result, list)
    assert len(result) == 2
    assert "b" in result
