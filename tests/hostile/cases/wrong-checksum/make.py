"""The checksum of the entry no longer fits."""

from tests.lms.packings import raw_zip


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", raw_zip(b"math_utils.py", b"add = 12345\n").replace(b"12345", b"54321", 1)
