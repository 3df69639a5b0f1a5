"""What is skipped is not there."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import entry, zip_of


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zip_of(
        *{**RIGHT, "math_utils.py": b""}.items() - {("math_utils.py", b"")},
        (entry("math_utils.py", 0o120777), b"../ann/math_utils.py"),
    )
