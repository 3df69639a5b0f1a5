"""zipfile shows `math_utils.py`."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import with_raw_name


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", with_raw_name(RIGHT, b"math_utils.py\0.txt")
