"""What an operating system makes of `compress this folder`."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped(RIGHT, "Ann Smith hw1 (2)/")
