"""ECMA-48 and xterm: erase in display, operating system command 0."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({**RIGHT, "\x1b[2J\x1b]0;all is well\x07.txt": b""})
