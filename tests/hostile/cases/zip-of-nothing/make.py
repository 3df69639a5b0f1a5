"""A valid archive: 22 bytes."""

from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({})
