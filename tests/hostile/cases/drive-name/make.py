"""Absolute on Windows only, which is where a teacher may unpack it."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({**RIGHT, "C:\\Windows\\math_utils.py": b""})
