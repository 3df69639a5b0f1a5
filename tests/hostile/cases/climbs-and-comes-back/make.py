"""A guard that compares how paths begin lets `answer-evil` pass for `answer`."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({**RIGHT, "x/../../answer-evil/math_utils.py": b""})
