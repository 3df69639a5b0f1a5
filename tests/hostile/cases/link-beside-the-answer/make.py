"""The Unix mode in the upper half of the external attributes says that the content is a target."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import entry, zip_of


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zip_of(*RIGHT.items(), (entry("passwords.txt", 0o120777), b"/etc/passwd"))
