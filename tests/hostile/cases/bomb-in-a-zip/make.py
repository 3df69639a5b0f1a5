"""Deflate packs zeros at 1:1000."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({**RIGHT, "zeros.py": bytes(4 * 1024 * 1024)})
