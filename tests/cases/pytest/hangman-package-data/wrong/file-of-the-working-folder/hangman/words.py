import random
from pathlib import Path

WORDS = open("words.txt").read().split()


def pick():
    return random.choice(WORDS)
