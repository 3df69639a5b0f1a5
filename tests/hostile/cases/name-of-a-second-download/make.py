"""Never guessed: the near miss is named."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer under another name."""
    return "answer.zip", zipped({name.replace("utils.", "utils (1)."): text for name, text in RIGHT.items()})
