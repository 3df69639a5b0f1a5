"""Only a normalised path tells that they are the same."""

from tests.hostile.suite.packing import RIGHT, tar_of


def upload() -> tuple[str, bytes]:
    """The right answer, and with it what this case is about."""
    return "answer.tar", tar_of(*RIGHT.items(), ("./math_utils.py", b"add = subtract = max\n"))
