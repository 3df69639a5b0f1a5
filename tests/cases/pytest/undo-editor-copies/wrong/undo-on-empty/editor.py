import copy


class Document:
    def __init__(self, title, lines=None):
        self.title = title
        self.lines = [] if lines is None else lines


class History:
    def __init__(self, document):
        self.document = document
        self._saved = []

    def save(self):
        self._saved.append(copy.deepcopy(self.document))

    def undo(self):
        self.document = self._saved.pop()
