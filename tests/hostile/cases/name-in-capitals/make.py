"""On Windows and macOS a folder knows it by both names."""

from tests.hostile.suite.packing import RIGHT
from tests.lms.packings import zipped


def upload() -> tuple[str, bytes]:
    """The right answer under another name."""
    return "answer.zip", zipped({name.replace("math_utils", "Math_Utils"): text for name, text in RIGHT.items()})
