from playlist import Playlist


def test_add():
    playlist = Playlist()
    playlist.add("Imagine")
    assert playlist.titles == ["Imagine"]


def test_length():
    playlist = Playlist()
    playlist.add("Imagine")
    playlist.add("Help!")
    assert len(playlist) == 2
