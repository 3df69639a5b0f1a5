import json
from pathlib import Path

WORDS = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
with open("data/mark.txt") as file:
    MARK = file.read().strip()


def greet(name):
    return f"{WORDS['hello']}, {name}{MARK}"
