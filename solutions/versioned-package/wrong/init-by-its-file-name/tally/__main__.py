"""The program: python -m tally TEXT, or python -m tally --version."""

import sys

from __init__ import __version__
from tally.counting import count_words


def main(words):
    """Count the words of all texts that were typed, or tell the version."""
    if "--version" in words:
        print(f"tally {__version__}")
        return
    print(count_words(" ".join(words)), "words")


if __name__ == "__main__":
    main(sys.argv[1:])
