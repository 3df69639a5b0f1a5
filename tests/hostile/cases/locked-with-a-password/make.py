"""Flag 1 of an entry."""

from tests.lms.packings import raw_zip


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", raw_zip(b"math_utils.py", b"x" * 40, flags=0x1)
