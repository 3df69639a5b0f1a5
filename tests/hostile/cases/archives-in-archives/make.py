"""One level is opened; what lies deeper is a file like any other."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped(
        {**RIGHT, "more.zip": zipped({"more.zip": zipped({"zeros.py": bytes(4 * 1024 * 1024)})})}
    )
