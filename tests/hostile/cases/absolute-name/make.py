"""Joined to a folder, an absolute name replaces it."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({**RIGHT, "/etc/cron.d/job": b"* * * * * root true\n"})
