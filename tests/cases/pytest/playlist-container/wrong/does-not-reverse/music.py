class Playlist:
    def __init__(self, titles=()):
        self._titles = list(titles)

    def __len__(self):
        return len(self._titles)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Playlist(self._titles[index])
        return self._titles[index]

    def __setitem__(self, index, title):
        self._titles[index] = title

    def __delitem__(self, index):
        del self._titles[index]

    def __contains__(self, title):
        return title.lower() in [known.lower() for known in self._titles]

    def __iter__(self):
        return iter(self._titles)

    def __reversed__(self):
        return iter(self._titles)
