"""zipfile raises UnicodeDecodeError before anybody can look at an entry."""

from tests.lms.packings import raw_zip


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", raw_zip(b"math_\xff.py", b"", flags=0x800)
