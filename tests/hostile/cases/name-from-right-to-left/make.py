"""U+202E turns what follows round: shown as `answerexe.txt`."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.zip", zipped({**RIGHT, "answer\u202etxt.exe": b""})
