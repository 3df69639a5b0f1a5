import pytest

from music import Playlist


@pytest.fixture
def playlist():
    return Playlist(["Yesterday", "Imagine", "Hey Jude"])


def test_len(playlist):
    assert len(playlist) == 3
    assert len(Playlist()) == 0


def test_index(playlist):
    assert playlist[0] == "Yesterday"
    assert playlist[-1] == "Hey Jude"
    with pytest.raises(IndexError):
        playlist[3]


def test_slice_is_a_playlist(playlist):
    part = playlist[1:]
    assert isinstance(part, Playlist)
    assert list(part) == ["Imagine", "Hey Jude"]


def test_contains(playlist):
    assert "Imagine" in playlist
    assert "imagine" in playlist
    assert "Help!" not in playlist


def test_iteration(playlist):
    assert [title.upper() for title in playlist] == ["YESTERDAY", "IMAGINE", "HEY JUDE"]
    assert list(reversed(playlist)) == ["Hey Jude", "Imagine", "Yesterday"]


def test_set_and_delete(playlist):
    playlist[0] = "Help!"
    del playlist[1]
    assert list(playlist) == ["Help!", "Hey Jude"]


def test_empty_playlist_is_false(playlist):
    assert playlist
    assert not Playlist()
