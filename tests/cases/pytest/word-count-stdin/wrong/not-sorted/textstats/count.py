import sys


def word_count(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


def count_lines():
    return sum(1 for _ in sys.stdin)


def main(counted=False):
    if counted:
        text = " ".join(input() for _ in range(int(input())))
    else:
        text = sys.stdin.read()
    counts = word_count(text)
    for word in counts:
        print(word, counts[word])
