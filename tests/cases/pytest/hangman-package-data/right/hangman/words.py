import random
from pathlib import Path

WORDS = (Path(__file__).parent / "words.txt").read_text().split()


def pick():
    return random.choice(WORDS)
