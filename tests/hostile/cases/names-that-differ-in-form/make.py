"""NFC and NFD: two files on Linux, one on macOS."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({**RIGHT, "h\u00e9lp.py": b"", "he\u0301lp.py": b""})
