import sys


def bot(text):
    if text == "bye":
        return None
    if text.endswith("?"):
        return "That is a good question."
    return "Hi!"


def session():
    while True:
        line = sys.stdin.readline()
        if not line:
            return
        text = line.strip()
        if not text:
            continue
        answer = bot(text)
        if answer is not None:
            yield answer
