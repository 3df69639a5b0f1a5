"""Whoever makes the link first writes the file through it."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import entry, zip_of


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zip_of(
        *RIGHT.items(), (entry("shared", 0o120777), b"/tmp"), (entry("shared/hostile-file"), b"here\n")
    )
