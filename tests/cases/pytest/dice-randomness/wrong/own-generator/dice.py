import random


def roll():
    return random.SystemRandom().randint(1, 6)


def throw_two():
    return roll(), roll()


def shuffled(items):
    items = list(items)
    random.shuffle(items)
    return items


def draw(items):
    return random.choice(items)


class Dice:
    def __init__(self, sides=6):
        self.sides = sides

    def roll(self):
        return random.randint(1, self.sides)
