class Playlist:
    def __init__(self):
        self.titles = []

    def add(self, title):
        self.titles.append(title)

    def __len__(self):
        return len(self.titles)
