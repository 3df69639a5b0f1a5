"""The program."""

import argparse

from . import __version__
from .counting import count_words


def main():
    """Read what was typed, and count."""
    parser = argparse.ArgumentParser(prog="tally")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("text", nargs="*")
    print(count_words(" ".join(parser.parse_args().text)), "words")


if __name__ == "__main__":
    main()
