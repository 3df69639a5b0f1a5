import sys


def bot(text):
    if text == "bye":
        return None
    if text.endswith("?"):
        return "That is a good question."
    return "Hi!"


def session():
    for line in sys.stdin.readlines():
        text = line.strip()
        if not text:
            continue
        answer = bot(text)
        if answer is None:
            return
        yield answer
