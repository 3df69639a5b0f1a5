class Text:
    def __init__(self, text):
        self.text = text

    @property
    def longest(self):
        return max(self.text.split(), key=len)
