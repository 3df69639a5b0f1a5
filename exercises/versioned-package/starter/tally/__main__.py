"""The program: python -m tally TEXT."""

import sys

from tally.counting import count_words


def main(words):
    """Count the words of all texts that were typed."""
    print(count_words(" ".join(words)), "words")


if __name__ == "__main__":
    main(sys.argv[1:])
