"""Most tools show the first entry of a name and unpack the last."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zip_of


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zip_of(*RIGHT.items(), ("math_utils.py", b"add = subtract = max\n"))
