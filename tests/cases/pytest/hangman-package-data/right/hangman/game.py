from .words import pick


class GameOver(Exception):
    pass


class Game:
    def __init__(self, word=None, lives=6):
        self.word = word or pick()
        self.lives = lives
        self.guessed = set()

    @property
    def shown(self):
        return "".join(letter if letter in self.guessed else "_" for letter in self.word)

    @property
    def won(self):
        return "_" not in self.shown

    def guess(self, letter):
        if letter in self.guessed:
            return letter in self.word
        self.guessed.add(letter)
        if letter in self.word:
            return True
        self.lives -= 1
        if self.lives == 0:
            raise GameOver(f"the word was {self.word}")
        return False
