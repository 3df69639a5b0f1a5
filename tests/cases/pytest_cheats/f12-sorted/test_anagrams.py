from anagrams import anagrams


def test_anagrams():
    assert sorted(anagrams("listen", ["silent", "enlist", "google"])) == ["enlist", "silent"]


def test_none():
    assert sorted(anagrams("abc", ["xyz"])) == []
