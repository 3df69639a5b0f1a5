"""Python on Linux sees a single odd file name here, Windows two folders up."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({**RIGHT, "x\\..\\../..\\math_utils.py": b""})
