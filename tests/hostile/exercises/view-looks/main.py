"""The same search from a program."""

import sys

from looker import look

look(sys.stdin.read())
