class Version:
    def __init__(self, text):
        pieces = text.split(".")
        if not all(piece.isdigit() for piece in pieces):
            raise ValueError(f"not a version: {text!r}")
        self.parts = tuple(int(piece) for piece in pieces)

    def _key(self):
        parts = list(self.parts)

        return parts

    def __eq__(self, other):
        return self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()
